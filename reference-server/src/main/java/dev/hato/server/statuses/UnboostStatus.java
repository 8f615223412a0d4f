package dev.hato.server.statuses;

import dev.hato.server.events.Events;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.statuses.Status;

/** Takes a boost back. Thread-safe. */
final class UnboostStatus {
  private final Transactions transactions;
  private final Events events;

  UnboostStatus(Transactions transactions, Events events) {
    this.transactions = transactions;
    this.events = events;
  }

  /** Gives the id of the post, whether it was boosted or not. */
  public long unboost(long accountId, long statusId) {
    return transactions.write(
        tx -> {
          Status original = VisibleStatus.original(tx, accountId, statusId);
          tx.statuses()
              .findBoost(accountId, original.id())
              .ifPresent(boost -> remove(tx, boost, original.id()));
          return original.id();
        });
  }

  /** Removes a boost in the caller's transaction, also one of a remote account. */
  void remove(Tx tx, Status boost, long originalId) {
    if (tx.statuses().delete(boost.id(), tx.now()).isPresent()) {
      events.publish(
          tx,
          new StatusUnboosted(
              boost.id(), boost.accountId(), originalId, boost.uri(), boost.visibility()));
    }
  }
}
