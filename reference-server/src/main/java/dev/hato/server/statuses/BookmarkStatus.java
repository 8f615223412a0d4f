package dev.hato.server.statuses;

import dev.hato.storage.Transactions;
import dev.hato.storage.statuses.Status;

/** Puts a post aside for oneself, or no longer. Thread-safe. */
final class BookmarkStatus {
  private final Transactions transactions;

  BookmarkStatus(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Gives the id of the post. */
  public long bookmark(long accountId, long statusId, boolean bookmarked) {
    return transactions.write(
        tx -> {
          Status status = VisibleStatus.original(tx, accountId, statusId);
          if (bookmarked) {
            tx.bookmarks().add(accountId, status.id());
          } else {
            tx.bookmarks().remove(accountId, status.id());
          }
          return status.id();
        });
  }
}
