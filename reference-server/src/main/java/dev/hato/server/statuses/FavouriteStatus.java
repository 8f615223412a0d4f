package dev.hato.server.statuses;

import dev.hato.server.events.Events;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Status;

/** Favourites a post. Thread-safe. */
final class FavouriteStatus {
  private final Transactions transactions;
  private final Events events;
  private final SiteUrls urls;

  FavouriteStatus(Transactions transactions, Events events, SiteUrls urls) {
    this.transactions = transactions;
    this.events = events;
    this.urls = urls;
  }

  /** Gives the id of the post. */
  public long favourite(long accountId, long statusId) {
    return transactions.write(
        tx -> {
          Status status = VisibleStatus.markable(tx, accountId, statusId);
          Account account = tx.accounts().find(accountId).orElseThrow(Problem::notFound);
          String like = urls.activity(account.username(), "likes", tx.nextId());
          if (tx.favourites().add(accountId, status.id(), like)) {
            events.publish(tx, new StatusFavourited(accountId, status.id()));
          }
          return status.id();
        });
  }
}
