package dev.hato.server.statuses;

import dev.hato.server.events.Events;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.statuses.Status;

/** Takes a favourite back. Thread-safe. */
final class UnfavouriteStatus {
  private final Transactions transactions;
  private final Events events;

  UnfavouriteStatus(Transactions transactions, Events events) {
    this.transactions = transactions;
    this.events = events;
  }

  /** Gives the id of the post, whether it was favourited or not. */
  public long unfavourite(long accountId, long statusId) {
    return transactions.write(
        tx -> {
          Status status = VisibleStatus.original(tx, accountId, statusId);
          remove(tx, accountId, status.id());
          return status.id();
        });
  }

  /** Removes a favourite in the caller's transaction, also one of a remote account. */
  void remove(Tx tx, long accountId, long statusId) {
    tx.favourites()
        .uriOf(accountId, statusId)
        .ifPresent(
            uri -> {
              if (tx.favourites().remove(accountId, statusId)) {
                events.publish(tx, new StatusUnfavourited(accountId, statusId, uri));
              }
            });
  }
}
