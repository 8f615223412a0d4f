package dev.hato.server.notifications;

import dev.hato.server.events.Events;
import dev.hato.server.relationships.Blocked;
import dev.hato.server.relationships.FollowRequested;
import dev.hato.server.relationships.Followed;
import dev.hato.server.relationships.Unfollowed;
import dev.hato.server.statuses.StatusBoosted;
import dev.hato.server.statuses.StatusDeleted;
import dev.hato.server.statuses.StatusEdited;
import dev.hato.server.statuses.StatusFavourited;
import dev.hato.server.statuses.StatusPosted;
import dev.hato.server.statuses.StatusUnboosted;
import dev.hato.server.statuses.StatusUnfavourited;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.notifications.NotificationType;
import dev.hato.storage.relationships.Relationship;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Turns what happened into notifications of local people, once each: a unique key keeps repeats
 * out. Nobody is told about oneself, by somebody blocked or muted, or about a post that they may
 * not see.
 *
 * <p>What is done, undone and done again is told by jobs that run in any order and at once. So none
 * of them trusts its event: each brings what is told in step with what stands.
 */
final class Notify {
  private final Transactions transactions;
  private final Events events;

  Notify(Transactions transactions, Events events) {
    this.transactions = transactions;
    this.events = events;
  }

  /** The people named in a new post. */
  void posted(StatusPosted event) {
    transactions.run(
        tx ->
            tx.statuses()
                .find(event.statusId())
                .ifPresent(
                    status -> {
                      for (Mention mention : tx.statuses().mentions(status.id())) {
                        if (!mention.silent()) {
                          tell(tx, mention.accountId(), NotificationType.MENTION, status);
                        }
                      }
                      subscribers(tx, status);
                    }));
  }

  /** Those who asked to be told of every post of the author. */
  private void subscribers(Tx tx, Status status) {
    if (status.isReply() || status.isBoost()) {
      return;
    }
    for (long follower : tx.follows().notified(status.accountId())) {
      tell(tx, follower, NotificationType.STATUS, status);
    }
  }

  /** People who boosted a post that was edited. */
  void edited(StatusEdited event) {
    transactions.run(
        tx ->
            tx.statuses()
                .find(event.statusId())
                .ifPresent(
                    status -> {
                      for (long booster : tx.statuses().localBoosters(status.id())) {
                        tell(tx, booster, NotificationType.UPDATE, status);
                      }
                    }));
  }

  void favourited(StatusFavourited event) {
    favourite(event.accountId(), event.statusId());
  }

  void unfavourited(StatusUnfavourited event) {
    favourite(event.accountId(), event.statusId());
  }

  void boosted(StatusBoosted event) {
    boost(event.accountId(), event.statusId());
  }

  void unboosted(StatusUnboosted event) {
    boost(event.accountId(), event.statusId());
  }

  void followRequested(FollowRequested event) {
    follow(event.accountId(), event.targetId());
  }

  void followed(Followed event) {
    follow(event.accountId(), event.targetId());
  }

  void unfollowed(Unfollowed event) {
    follow(event.accountId(), event.targetId());
  }

  void blocked(Blocked event) {
    transactions.run(
        tx -> {
          if (tx.blocks().hold(event.accountId(), event.targetId())) {
            tx.notifications().removeFrom(event.accountId(), event.targetId());
            tx.notifications().removeFrom(event.targetId(), event.accountId());
          }
        });
  }

  void deleted(StatusDeleted event) {
    transactions.run(tx -> tx.notifications().removeAbout(List.of(event.statusId())));
  }

  private void favourite(long by, long statusId) {
    mark(statusId, by, NotificationType.FAVOURITE, tx -> tx.favourites().hold(by, statusId));
  }

  private void boost(long by, long statusId) {
    mark(statusId, by, NotificationType.REBLOG, tx -> tx.statuses().holdBoost(by, statusId));
  }

  private void mark(long statusId, long by, NotificationType type, Predicate<Tx> stands) {
    transactions.run(
        tx ->
            tx.statuses()
                .find(statusId)
                .ifPresent(
                    status ->
                        settle(
                            tx,
                            new Deed(
                                status.accountId(), by, OptionalLong.of(statusId), List.of(type)),
                            () -> stands.test(tx) ? Optional.of(type) : Optional.empty())));
  }

  private void follow(long follower, long followed) {
    Deed deed =
        new Deed(
            followed,
            follower,
            OptionalLong.empty(),
            List.of(NotificationType.FOLLOW, NotificationType.FOLLOW_REQUEST));
    transactions.run(
        tx ->
            settle(
                tx,
                deed,
                () ->
                    tx.follows()
                        .hold(follower, followed)
                        .map(
                            follow ->
                                follow.accepted()
                                    ? NotificationType.FOLLOW
                                    : NotificationType.FOLLOW_REQUEST)));
  }

  /**
   * What one account did to another.
   *
   * @param types as what it may be told
   */
  private record Deed(long to, long by, OptionalLong statusId, List<NotificationType> types) {}

  /**
   * Tells of a deed that stands, and takes back what does not. It looks again after it took back,
   * since a repeat at that moment may have found the first notification still there.
   *
   * @param held as what the deed stands, and it stands so until the transaction ends
   */
  private void settle(Tx tx, Deed deed, Supplier<Optional<NotificationType>> held) {
    Optional<NotificationType> standing = held.get();
    for (NotificationType type : deed.types()) {
      if (!standing.equals(Optional.of(type))) {
        tx.notifications().retract(deed.to(), type, deed.by(), deed.statusId());
      }
    }
    standing.or(held).ifPresent(type -> add(tx, deed.to(), type, deed.by(), deed.statusId()));
  }

  private void tell(Tx tx, long accountId, NotificationType type, Status status) {
    if (tx.statusQueries().visible(Viewer.of(accountId), List.of(status.id())).isEmpty()) {
      return;
    }
    add(tx, accountId, type, status.accountId(), OptionalLong.of(status.id()));
  }

  private void add(Tx tx, long accountId, NotificationType type, long from, OptionalLong statusId) {
    if (accountId == from || !wanted(tx, accountId, from)) {
      return;
    }
    tx.notifications()
        .add(accountId, type, from, statusId)
        .ifPresent(
            added -> events.publish(tx, new NotificationAdded(added.id(), added.accountId())));
  }

  private static boolean wanted(Tx tx, long accountId, long from) {
    Optional<Account> account = tx.accounts().find(accountId).filter(Account::local);
    if (account.isEmpty() || account.get().suspended()) {
      return false;
    }
    Optional<Relationship> relationship =
        Optional.ofNullable(tx.relationships().of(accountId, List.of(from)).get(from));
    return relationship
        .map(with -> !with.blocking() && !with.blockedBy() && !with.mutingNotifications())
        .orElse(true);
  }
}
