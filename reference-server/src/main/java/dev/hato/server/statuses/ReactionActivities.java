package dev.hato.server.statuses;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.server.accounts.ResolveAccount;
import dev.hato.server.events.Events;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.StatusInsert;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Boosts and favourites from other servers, and their end. Idempotent. A boosted post is always
 * taken from its own origin, never from the Announce (H1, P13).
 */
final class ReactionActivities {
  private final Transactions transactions;
  private final Events events;
  private final ResolveAccount accounts;
  private final ResolveStatus statuses;
  private final Relevance relevance;
  private final UnboostStatus unboost;
  private final UnfavouriteStatus unfavourite;

  ReactionActivities(
      Transactions transactions,
      Events events,
      ResolveAccount accounts,
      ResolveStatus statuses,
      Relevance relevance) {
    this.transactions = transactions;
    this.events = events;
    this.accounts = accounts;
    this.statuses = statuses;
    this.relevance = relevance;
    this.unboost = new UnboostStatus(transactions, events);
    this.unfavourite = new UnfavouriteStatus(transactions, events);
  }

  /** A boost, of a local post or by somebody who is followed here. */
  public void announce(InboxContext context, Announce announce) {
    Optional<Iri> object = announce.object().flatMap(Ref::id);
    Optional<String> uri = ownId(context, announce);
    Optional<Account> booster = actor(context);
    if (object.isEmpty() || uri.isEmpty() || booster.isEmpty()) {
      return;
    }
    Optional<Status> known = statuses.known(object.get());
    if (relevance.isFollowed(booster.get()) || known.filter(Status::local).isPresent()) {
      known
          .or(() -> statuses.byIri(object.get(), context.budget()))
          .ifPresent(original -> boost(booster.get(), original, announce, uri.get()));
    }
  }

  private void boost(Account booster, Status original, Announce announce, String uri) {
    boolean own = original.accountId() == booster.id();
    if (original.isBoost() || !StatusVisibility.mayBoost(original.visibility(), own)) {
      return;
    }
    Visibility visibility =
        StatusVisibility.ofBoost(original.visibility(), Addressing.visibility(announce, booster));
    transactions.run(
        tx -> {
          Instant now = tx.now();
          Instant at =
              announce
                  .published()
                  .filter(time -> time.isAfter(Instant.EPOCH) && !time.isAfter(now))
                  .orElse(now);
          Status boost =
              Status.newBuilder(tx.nextId(at), booster.id(), uri, at)
                  .remote()
                  .visibility(visibility)
                  .reblogOf(original)
                  .build();
          if (tx.statuses().find(original.id()).isPresent()
              && tx.statuses().add(boost) instanceof StatusInsert.Added(Status added)) {
            events.publish(tx, new StatusBoosted(added.id(), booster.id(), original.id()));
          }
        });
  }

  /** A favourite of a local post that the sender may see. */
  public void like(InboxContext context, Like like) {
    Optional<Status> status =
        like.object().flatMap(Ref::id).flatMap(statuses::known).filter(Status::local);
    Optional<String> uri = ownId(context, like);
    if (status.isEmpty() || uri.isEmpty()) {
      return;
    }
    actor(context)
        .ifPresent(
            account -> transactions.run(tx -> like(tx, account, status.get().id(), uri.get())));
  }

  private void like(Tx tx, Account account, long statusId, String uri) {
    boolean seen =
        !tx.statusQueries().visible(Viewer.of(account.id()), List.of(statusId)).isEmpty();
    if (seen && tx.favourites().add(account.id(), statusId, uri)) {
      events.publish(tx, new StatusFavourited(account.id(), statusId));
    }
  }

  /** The end of a boost or favourite, named by its id or by the post. */
  public void undo(InboxContext context, Undo undo) {
    Optional<Ref<ApObject>> object = undo.object();
    Optional<Account> actor = accounts.known(context.signer()).filter(a -> !a.local());
    if (object.isEmpty() || actor.isEmpty()) {
      return;
    }
    Optional<ApObject> embedded = object.get().embedded();
    Optional<Iri> target =
        embedded
            .filter(activity -> activity instanceof Announce || activity instanceof Like)
            .flatMap(activity -> ((Activity) activity).object())
            .flatMap(Ref::id);
    Optional<Status> status = target.flatMap(statuses::known);
    String uri = object.get().id().map(Iri::value).orElse("");
    transactions.run(
        tx -> {
          if (!(embedded.orElse(null) instanceof Like)) {
            undoBoost(tx, actor.get(), uri, status);
          }
          if (!(embedded.orElse(null) instanceof Announce)) {
            undoLike(tx, actor.get(), uri, status);
          }
        });
  }

  private void undoBoost(Tx tx, Account actor, String uri, Optional<Status> status) {
    tx.statuses()
        .findByUri(uri)
        .filter(boost -> boost.accountId() == actor.id() && boost.isBoost())
        .or(() -> status.flatMap(post -> tx.statuses().findBoost(actor.id(), post.id())))
        .ifPresent(boost -> unboost.remove(tx, boost, boost.reblogOfId().orElseThrow()));
  }

  private void undoLike(Tx tx, Account actor, String uri, Optional<Status> status) {
    status
        .map(Status::id)
        .or(() -> uri.isEmpty() ? Optional.empty() : tx.favourites().statusOf(actor.id(), uri))
        .ifPresent(id -> unfavourite.remove(tx, actor.id(), id));
  }

  private Optional<Account> actor(InboxContext context) {
    return accounts
        .byIri(context.signer(), context.budget())
        .filter(account -> !account.local() && !account.suspended());
  }

  /** The activity's id, which must be on its sender's own server. */
  private static Optional<String> ownId(InboxContext context, Activity activity) {
    return activity
        .id()
        .filter(id -> id.sameOrigin(context.signer()))
        .map(Iri::value)
        .filter(RemotePostReader::fits);
  }
}
