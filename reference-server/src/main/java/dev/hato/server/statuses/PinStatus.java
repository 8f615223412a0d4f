package dev.hato.server.statuses;

import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;

/** Puts a post of one's own on top of the profile, or no longer. Thread-safe. */
final class PinStatus {
  /** How many posts may be on top. */
  public static final int MOST = 5;

  private final Transactions transactions;

  PinStatus(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Gives the id of the post. */
  public long pin(long accountId, long statusId, boolean pinned) {
    return transactions.write(
        tx -> {
          LoadedStatus loaded = VisibleStatus.load(tx, Viewer.of(accountId), statusId);
          if (pinned) {
            check(accountId, loaded.status());
            add(tx, accountId, statusId);
          } else {
            tx.pins().remove(accountId, statusId);
          }
          return statusId;
        });
  }

  private static void check(long accountId, Status status) {
    if (status.accountId() != accountId) {
      throw Problem.invalid("Validation failed: Someone else's post cannot be pinned");
    }
    if (status.isBoost()) {
      throw Problem.invalid("Validation failed: A boost cannot be pinned");
    }
    if (status.visibility() == Visibility.DIRECT) {
      throw Problem.invalid(
          "Validation failed: Posts that are only visible to mentioned users cannot be pinned");
    }
  }

  private static void add(Tx tx, long accountId, long statusId) {
    if (tx.pins().add(accountId, statusId) && tx.pins().count(accountId) > MOST) {
      throw Problem.invalid(
          "Validation failed: You have already pinned the maximum number of posts");
    }
  }
}
