package dev.hato.storage.statuses;

import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.TxScope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The statuses: adding, editing, deleting, without asking who may. What is read for somebody comes
 * from {@link StatusQueries}, {@link StatusThreads} and the timelines, which ask.
 *
 * <p>Stored counters change in the transaction of the row that they count: an account's statuses
 * (boosts too, DIRECT ones not), a status's open replies (see {@link Visibility#isOpen}), its
 * boosts, its favourites; what is deleted counts no more.
 */
public final class Statuses {
  private final TxScope scope;

  public Statuses(TxScope scope) {
    this.scope = scope;
  }

  /**
   * Adds a status or a boost, local or remote. Two statements, three for a reply or a boost.
   *
   * <p>Its uri decides whether it is new; of two who add the same at once one gets {@link
   * StatusInsert.Added}. So does the pair of account and original for a boost.
   */
  public StatusInsert add(Status status) {
    if (scope.sql().update(StatusRows.INSERT, StatusRows.values(status)) == 0) {
      return existing(status);
    }
    new StatusCounters(scope).added(status);
    return new StatusInsert.Added(status);
  }

  private StatusInsert existing(Status status) {
    List<Status> clashes =
        scope
            .sql()
            .list(
                StatusRows.SELECT + "s.uri = ? or (s.account_id = ? and s.reblog_of_id = ?)",
                StatusRows::read,
                status.uri(),
                status.accountId(),
                status.reblogOfId());
    return clashes.stream()
        .filter(clash -> clash.deletedAt().isEmpty())
        .findFirst()
        .<StatusInsert>map(StatusInsert.Known::new)
        .orElseGet(() -> new StatusInsert.Buried(status.uri()));
  }

  /** A status that is not deleted. */
  public Optional<Status> find(long id) {
    return scope
        .sql()
        .first(StatusRows.SELECT + "s.id = ? and s.deleted_at is null", StatusRows::read, id);
  }

  /** A status or boost that is not deleted. */
  public Optional<Status> findByUri(String uri) {
    return scope
        .sql()
        .first(StatusRows.SELECT + "s.uri = ? and s.deleted_at is null", StatusRows::read, uri);
  }

  /** Those of these statuses that are not deleted, in no order. One statement. */
  public List<Status> findAll(Collection<Long> ids) {
    return scope
        .sql()
        .list(StatusRows.SELECT + "s.id = any(?) and s.deleted_at is null", StatusRows::read, ids);
  }

  /** The boost of a status by an account. */
  public Optional<Status> findBoost(long accountId, long statusId) {
    return scope
        .sql()
        .first(
            StatusRows.SELECT + "s.account_id = ? and s.reblog_of_id = ?",
            StatusRows::read,
            accountId,
            statusId);
  }

  /** Whether an account boosts a status; if so, it does until the transaction ends. */
  public boolean holdBoost(long accountId, long statusId) {
    return scope
        .sql()
        .exists(
            "select 1 from statuses where account_id = ? and reblog_of_id = ? for update",
            accountId,
            statusId);
  }

  /**
   * Accounts that boosted a status, the last first, without those that the viewer does not want or
   * that block it.
   */
  public List<Listed<Long>> boostedBy(long statusId, Viewer viewer, Page page) {
    return new Participants(scope).boostedBy(statusId, viewer, page);
  }

  /**
   * Whom a status was for that is known to be deleted and may not come back; DIRECT where it was
   * never seen here.
   */
  public Optional<Visibility> buried(String uri) {
    return scope
        .sql()
        .first(
            "select visibility from statuses where uri = ? and deleted_at is not null",
            row -> Visibility.valueOf(row.text("visibility")),
            uri);
  }

  /** The local accounts that boosted a status, at most a thousand. */
  public List<Long> localBoosters(long statusId) {
    return scope
        .sql()
        .list(
            "select b.account_id from statuses b where b.reblog_of_id = ? and b.local"
                + " and b.deleted_at is null order by b.id limit 1000",
            row -> row.number("account_id"),
            statusId);
  }

  /** Who is mentioned, in the order of their accounts' ids. */
  public List<Mention> mentions(long statusId) {
    return scope
        .sql()
        .list(
            "select account_id, silent from mentions where status_id = ? order by account_id",
            row -> new Mention(row.number("account_id"), row.flag("silent")),
            statusId);
  }

  /** Adds mentions; those that are there stay as they are. One statement. */
  public void mention(long statusId, Collection<Mention> mentions) {
    scope
        .sql()
        .updateAll(
            "insert into mentions (status_id, account_id, silent) values (?, ?, ?)"
                + " on conflict do nothing",
            mentions.stream()
                .map(m -> new Object[] {statusId, m.accountId(), m.silent()})
                .toList());
  }

  /** Gives a status exactly these mentions, as an edit does. */
  public void replaceMentions(long statusId, Collection<Mention> mentions) {
    scope.sql().update("delete from mentions where status_id = ?", statusId);
    mention(statusId, mentions);
  }

  /**
   * Links what answered this status before it was known here; gives the number of answers. For a
   * remote status right after it was added. Answers keep their own conversation: threads follow
   * parents, not conversations.
   */
  public int adoptReplies(Status parent) {
    List<Status> orphans =
        scope
            .sql()
            .list(
                StatusRows.SELECT
                    + "s.in_reply_to_uri = ? and s.in_reply_to_uri <> '' and s.id <> ?"
                    + " and s.deleted_at is null"
                    + " order by s.id for update",
                StatusRows::read,
                parent.uri(),
                parent.id());
    if (!orphans.isEmpty()) {
      scope
          .sql()
          .update(
              "update statuses set in_reply_to_id = ?, in_reply_to_account_id = ?,"
                  + " in_reply_to_uri = '' where id = any(?)",
              parent.id(),
              parent.accountId(),
              orphans.stream().map(Status::id).toList());
      long open = orphans.stream().filter(orphan -> orphan.visibility().isOpen()).count();
      new StatusCounters(scope).repliesAdopted(parent.id(), open);
    }
    return orphans.size();
  }

  /**
   * Deletes a status with its boosts, or undoes a boost. The row stays as the tombstone of its uri,
   * without being readable any more; {@link StatusPurge} empties it later. Gives what was deleted,
   * as it was; empty when it is not there.
   */
  public Optional<Status> delete(long id, Instant at) {
    return new StatusDeletion(scope).delete(id, at);
  }

  /**
   * Deletes by uri for a remote author, also ahead of time: a Create that comes later is refused.
   * Does nothing to a status of somebody else.
   *
   * @return what was deleted; empty when it was not here, is deleted already or is not the author's
   */
  public Optional<Status> deleteRemote(String uri, long authorId, Instant at) {
    return new StatusDeletion(scope).deleteRemote(uri, authorId, at);
  }
}
