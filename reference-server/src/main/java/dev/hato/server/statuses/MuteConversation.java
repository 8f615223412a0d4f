package dev.hato.server.statuses;

import dev.hato.storage.Transactions;
import dev.hato.storage.statuses.Status;

/** Stops notifications about a thread, or lets them come again. Thread-safe. */
final class MuteConversation {
  private final Transactions transactions;

  MuteConversation(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Gives the id of the post. */
  public long mute(long accountId, long statusId, boolean muted) {
    return transactions.write(
        tx -> {
          Status status = VisibleStatus.original(tx, accountId, statusId);
          if (muted) {
            tx.conversationMutes().add(accountId, status.conversationId());
          } else {
            tx.conversationMutes().remove(accountId, status.conversationId());
          }
          return status.id();
        });
  }
}
