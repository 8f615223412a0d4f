package dev.hato.server.statuses;

import dev.hato.server.events.Events;
import dev.hato.storage.Transactions;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Viewer;
import java.util.List;

/** Deletes a post of one's own; its uploads are free again, for a new post. Thread-safe. */
final class DeleteStatus {
  private final Transactions transactions;
  private final Events events;
  private final StatusView view;

  DeleteStatus(Transactions transactions, Events events, StatusView view) {
    this.transactions = transactions;
    this.events = events;
    this.view = view;
  }

  /** Gives the post as it was, with the text as typed, to write it anew. */
  public ApiStatus delete(long accountId, long statusId) {
    return transactions.write(
        tx -> {
          LoadedStatus loaded = VisibleStatus.own(tx, accountId, statusId);
          ApiStatus answer = view.withText(Viewer.of(accountId), loaded);
          StatusDeleted event = Deletion.event(tx, loaded.status());
          tx.statuses().delete(statusId, tx.now());
          tx.media().attach(statusId, accountId, List.of());
          events.publish(tx, event);
          return answer;
        });
  }
}
