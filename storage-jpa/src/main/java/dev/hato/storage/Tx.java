package dev.hato.storage;

import dev.hato.activitypub.outbox.OutboxTransaction;
import dev.hato.jobs.JobQueue;
import dev.hato.storage.accounts.Accounts;
import dev.hato.storage.accounts.ActorKeys;
import dev.hato.storage.accounts.Users;
import dev.hato.storage.federation.PayloadRows;
import dev.hato.storage.instance.Settings;
import dev.hato.storage.jobs.JpaJobStore;
import dev.hato.storage.kernel.Sql;
import dev.hato.storage.kernel.TxScope;
import dev.hato.storage.media.MediaAttachments;
import dev.hato.storage.notifications.Notifications;
import dev.hato.storage.oauth.OAuthApps;
import dev.hato.storage.oauth.OAuthGrants;
import dev.hato.storage.oauth.OAuthTokens;
import dev.hato.storage.oauth.Sessions;
import dev.hato.storage.preferences.Markers;
import dev.hato.storage.relationships.Blocks;
import dev.hato.storage.relationships.DomainBlocks;
import dev.hato.storage.relationships.Follows;
import dev.hato.storage.relationships.Mutes;
import dev.hato.storage.relationships.RelationshipQueries;
import dev.hato.storage.statuses.Bookmarks;
import dev.hato.storage.statuses.ConversationMutes;
import dev.hato.storage.statuses.Favourites;
import dev.hato.storage.statuses.IdempotencyKeys;
import dev.hato.storage.statuses.StatusCache;
import dev.hato.storage.statuses.StatusEdits;
import dev.hato.storage.statuses.StatusPins;
import dev.hato.storage.statuses.StatusPurge;
import dev.hato.storage.statuses.StatusQueries;
import dev.hato.storage.statuses.StatusThreads;
import dev.hato.storage.statuses.Statuses;
import dev.hato.storage.tags.Tags;
import dev.hato.storage.timelines.HomeFeeds;
import dev.hato.storage.timelines.Timelines;
import java.time.Instant;

/**
 * One transaction: the repositories, and what commits or rolls back with them.
 *
 * <p>Valid inside the function it was given to, in that thread. Repositories keep nothing of their
 * own; take them where they are needed.
 */
public final class Tx implements OutboxTransaction {
  private final TxScope scope;
  private final JobQueue jobs;
  private final StatusCache statusCache;

  Tx(TxScope scope, JpaJobStore store, StatusCache statusCache) {
    this.scope = scope;
    this.jobs = store.queueOf(scope);
    this.statusCache = statusCache;
  }

  /** The time of this transaction. */
  public Instant now() {
    return scope.now();
  }

  /** SQL in this transaction, for tables of the application's own. */
  public Sql sql() {
    return scope.sql();
  }

  /** A new id; ids sort by time. */
  public long nextId() {
    return scope.nextId();
  }

  /** A new id for something that was published elsewhere at that time. */
  public long nextId(Instant published) {
    return scope.nextId(published);
  }

  /** Runs after the commit, in order, in the calling thread; never after a rollback. */
  public void afterCommit(Runnable action) {
    scope.afterCommit(action);
  }

  public Accounts accounts() {
    return new Accounts(scope);
  }

  public Users users() {
    return new Users(scope);
  }

  public ActorKeys keys() {
    return new ActorKeys(scope);
  }

  public Follows follows() {
    return new Follows(scope);
  }

  public Blocks blocks() {
    return new Blocks(scope);
  }

  public Mutes mutes() {
    return new Mutes(scope);
  }

  public RelationshipQueries relationships() {
    return new RelationshipQueries(scope);
  }

  /**
   * The job queue of this transaction: what is enqueued commits or rolls back with the data, and is
   * written in one statement before the commit. After it, workers of this process are woken.
   */
  @Override
  public JobQueue jobs() {
    return jobs;
  }

  public OAuthApps apps() {
    return new OAuthApps(scope);
  }

  public OAuthGrants grants() {
    return new OAuthGrants(scope);
  }

  public OAuthTokens tokens() {
    return new OAuthTokens(scope);
  }

  public Sessions sessions() {
    return new Sessions(scope);
  }

  public Markers markers() {
    return new Markers(scope);
  }

  /** The bytes of outgoing activities, stored once however many inboxes they go to. */
  @Override
  public PayloadRows payloads() {
    return new PayloadRows(scope);
  }

  public Settings settings() {
    return new Settings(scope);
  }

  public Statuses statuses() {
    return new Statuses(scope);
  }

  public StatusQueries statusQueries() {
    return new StatusQueries(scope, statusCache);
  }

  public StatusThreads statusThreads() {
    return new StatusThreads(scope);
  }

  public StatusEdits statusEdits() {
    return new StatusEdits(scope);
  }

  public StatusPurge statusPurge() {
    return new StatusPurge(scope);
  }

  public Favourites favourites() {
    return new Favourites(scope);
  }

  public Bookmarks bookmarks() {
    return new Bookmarks(scope);
  }

  public StatusPins pins() {
    return new StatusPins(scope);
  }

  public ConversationMutes conversationMutes() {
    return new ConversationMutes(scope);
  }

  public IdempotencyKeys idempotencyKeys() {
    return new IdempotencyKeys(scope);
  }

  public Tags tags() {
    return new Tags(scope);
  }

  public MediaAttachments media() {
    return new MediaAttachments(scope);
  }

  public Notifications notifications() {
    return new Notifications(scope);
  }

  public Timelines timelines() {
    return new Timelines(scope);
  }

  public HomeFeeds homeFeeds() {
    return new HomeFeeds(scope);
  }

  public DomainBlocks domainBlocks() {
    return new DomainBlocks(scope);
  }
}
