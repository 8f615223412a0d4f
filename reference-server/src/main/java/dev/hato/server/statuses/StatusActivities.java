package dev.hato.server.statuses;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.remote.FetchResult;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Post;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Update;
import dev.hato.server.events.Events;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Status;
import java.util.Optional;

/**
 * What other servers tell of posts: new ones, edits, deletions. Idempotent. An embedded object is
 * believed only when its sender is its author; else the author's server is asked (H1, M18). What
 * concerns nobody here is not stored. Activities about other things are left to others.
 */
public final class StatusActivities {
  private final Transactions transactions;
  private final Events events;
  private final ResolveStatus statuses;
  private final ReceiveEdit edits;
  private final Relevance relevance;

  StatusActivities(
      Transactions transactions,
      Events events,
      ResolveStatus statuses,
      ReceiveEdit edits,
      Relevance relevance) {
    this.transactions = transactions;
    this.events = events;
    this.statuses = statuses;
    this.edits = edits;
    this.relevance = relevance;
  }

  /** A new post; a known one is left as it is. */
  public void create(InboxContext context, Create create) {
    post(context, create)
        .filter(post -> post.id().flatMap(statuses::known).isEmpty())
        .ifPresent(post -> store(context, post, true));
  }

  private void store(InboxContext context, Post post, boolean delivered) {
    statuses
        .author(post, context.budget())
        .filter(author -> relevance.concernsUs(post, author))
        .ifPresent(author -> statuses.store(post, author, delivered, context.budget()));
  }

  /** An edit of a known post; of an unknown one it is treated like its creation. */
  public void update(InboxContext context, Update update) {
    Optional<Post> post = post(context, update);
    Optional<Status> known = post.flatMap(ApObject::id).flatMap(statuses::known);
    if (post.isPresent() && known.isPresent()) {
      statuses
          .author(post.get(), context.budget())
          .ifPresent(author -> edits.edit(post.get(), author, context.budget()));
    } else {
      post.ifPresent(unknown -> store(context, unknown, false));
    }
  }

  /**
   * The end of a post or boost, which leaves a tombstone also when it was never here: a Create that
   * comes later is refused (R19). Only the author's word counts (H1).
   */
  public void delete(InboxContext context, Delete delete) {
    Optional<Iri> object = delete.object().flatMap(Ref::id);
    if (object.isEmpty()
        || object.get().equals(context.signer())
        || !object.get().sameOrigin(context.signer())
        || !RemotePostReader.fits(object.get().value())) {
      return;
    }
    transactions.run(
        tx ->
            tx.accounts()
                .findByUri(context.signer().value())
                .filter(author -> !author.local())
                .ifPresent(author -> delete(tx, object.get().value(), author)));
  }

  private void delete(Tx tx, String uri, Account author) {
    Optional<Status> known =
        tx.statuses().findByUri(uri).filter(status -> status.accountId() == author.id());
    Optional<StatusDeleted> event =
        known.filter(status -> !status.isBoost()).map(status -> Deletion.event(tx, status));
    tx.statuses()
        .deleteRemote(uri, author.id(), tx.now())
        .ifPresent(
            gone -> {
              event.ifPresent(deleted -> events.publish(tx, deleted));
              gone.reblogOfId().ifPresent(original -> unboosted(tx, gone, original));
            });
  }

  private void unboosted(Tx tx, Status boost, long originalId) {
    events.publish(
        tx,
        new StatusUnboosted(
            boost.id(), boost.accountId(), originalId, boost.uri(), boost.visibility()));
  }

  private static Optional<Post> post(InboxContext context, Activity activity) {
    Optional<Ref<ApObject>> object =
        activity.object().filter(ref -> ref.embedded().map(StatusActivities::isPost).orElse(true));
    return object
        .map(ref -> context.remote().resolve(ref, context.signer(), context.budget()))
        .flatMap(FetchResult::found)
        .flatMap(found -> found.as(Post.class));
  }

  private static boolean isPost(ApObject object) {
    return object.as(Post.class).isPresent();
  }
}
