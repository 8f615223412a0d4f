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

/**
 * Turns what happened into notifications of local people, once each: a unique key keeps repeats
 * out. Nobody is told about oneself, by somebody blocked or muted, or about a post that they may
 * not see.
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
    about(event.statusId(), event.accountId(), NotificationType.FAVOURITE);
  }

  void boosted(StatusBoosted event) {
    about(event.statusId(), event.accountId(), NotificationType.REBLOG);
  }

  void unfavourited(StatusUnfavourited event) {
    retract(event.statusId(), event.accountId(), NotificationType.FAVOURITE);
  }

  void unboosted(StatusUnboosted event) {
    retract(event.statusId(), event.accountId(), NotificationType.REBLOG);
  }

  void followed(Followed event) {
    transactions.run(
        tx -> {
          tx.notifications()
              .retract(
                  event.targetId(),
                  NotificationType.FOLLOW_REQUEST,
                  event.accountId(),
                  OptionalLong.empty());
          add(
              tx,
              event.targetId(),
              NotificationType.FOLLOW,
              event.accountId(),
              OptionalLong.empty());
        });
  }

  void followRequested(FollowRequested event) {
    transactions.run(
        tx ->
            add(
                tx,
                event.targetId(),
                NotificationType.FOLLOW_REQUEST,
                event.accountId(),
                OptionalLong.empty()));
  }

  void unfollowed(Unfollowed event) {
    transactions.run(
        tx -> {
          for (NotificationType type :
              List.of(NotificationType.FOLLOW, NotificationType.FOLLOW_REQUEST)) {
            tx.notifications()
                .retract(event.targetId(), type, event.accountId(), OptionalLong.empty());
          }
        });
  }

  void blocked(Blocked event) {
    transactions.run(
        tx -> {
          tx.notifications().removeFrom(event.accountId(), event.targetId());
          tx.notifications().removeFrom(event.targetId(), event.accountId());
        });
  }

  void deleted(StatusDeleted event) {
    transactions.run(tx -> tx.notifications().removeAbout(List.of(event.statusId())));
  }

  private void about(long statusId, long by, NotificationType type) {
    transactions.run(
        tx ->
            tx.statuses()
                .find(statusId)
                .ifPresent(
                    status -> add(tx, status.accountId(), type, by, OptionalLong.of(statusId))));
  }

  private void retract(long statusId, long by, NotificationType type) {
    transactions.run(
        tx ->
            tx.statuses()
                .find(statusId)
                .ifPresent(
                    status ->
                        tx.notifications()
                            .retract(status.accountId(), type, by, OptionalLong.of(statusId))));
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
