package dev.hato.server.statuses;

import dev.hato.server.events.Events;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.StatusInsert;
import dev.hato.storage.statuses.Visibility;

/** Boosts a post for a local person's followers. Thread-safe. */
final class BoostStatus {
  private final Transactions transactions;
  private final Events events;
  private final SiteUrls urls;

  BoostStatus(Transactions transactions, Events events, SiteUrls urls) {
    this.transactions = transactions;
    this.events = events;
    this.urls = urls;
  }

  /** Gives the id of the boost; of the one that is there already when there is one. */
  public long boost(long accountId, long statusId, Visibility visibility) {
    return transactions.write(tx -> boost(tx, accountId, statusId, visibility));
  }

  private long boost(Tx tx, long accountId, long statusId, Visibility visibility) {
    Status original = VisibleStatus.markable(tx, accountId, statusId);
    if (!StatusVisibility.mayBoost(original.visibility(), original.accountId() == accountId)) {
      throw Problem.invalid("Validation failed: This post cannot be boosted");
    }
    Account account = tx.accounts().find(accountId).orElseThrow(Problem::notFound);
    long id = tx.nextId();
    String uri = urls.statusActivity(account.username(), id);
    Status boost =
        Status.newBuilder(id, accountId, uri, tx.now())
            .visibility(StatusVisibility.ofBoost(original.visibility(), visibility))
            .reblogOf(original)
            .build();
    return switch (tx.statuses().add(boost)) {
      case StatusInsert.Added(Status added) -> {
        events.publish(tx, new StatusBoosted(added.id(), accountId, original.id()));
        yield added.id();
      }
      case StatusInsert.Known(Status known) -> known.id();
      case StatusInsert.Buried(String buried) ->
          throw new IllegalStateException("the fresh uri " + buried + " is taken");
    };
  }
}
