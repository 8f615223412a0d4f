package dev.hato.storage.statuses;

import dev.hato.storage.accounts.Accounts;
import dev.hato.storage.kernel.TxScope;

/** Keeps the stored counters equal to the rows. */
final class StatusCounters {
  private final TxScope scope;

  StatusCounters(TxScope scope) {
    this.scope = scope;
  }

  void added(Status status) {
    if (status.visibility() != Visibility.DIRECT) {
      new Accounts(scope).countStatus(status.accountId(), status.createdAt());
    }
    changeTargets(status, 1);
  }

  void deleted(Status status) {
    if (status.visibility() != Visibility.DIRECT) {
      new Accounts(scope).count(status.accountId(), Accounts.Counter.STATUSES, -1);
    }
    changeTargets(status, -1);
  }

  /** Before the boosts of a deleted status go: each of their accounts has one status less. */
  void boostsDeleted(long statusId) {
    scope
        .sql()
        .update(
            "update accounts set statuses_count = statuses_count - 1 where id in (select account_id"
                + " from statuses where reblog_of_id = ? and visibility <> 'DIRECT')",
            statusId);
  }

  void favourites(long statusId, int change) {
    scope
        .sql()
        .update(
            "update statuses set favourites_count = favourites_count + ? where id = ?",
            change,
            statusId);
  }

  void repliesAdopted(long statusId, long count) {
    scope
        .sql()
        .update(
            "update statuses set replies_count = replies_count + ? where id = ?", count, statusId);
  }

  private void changeTargets(Status status, int change) {
    if (status.inReplyToId().isPresent() && status.visibility().isOpen()) {
      scope
          .sql()
          .update(
              "update statuses set replies_count = replies_count + ? where id = ?",
              change,
              status.inReplyToId());
    }
    if (status.reblogOfId().isPresent()) {
      scope
          .sql()
          .update(
              "update statuses set reblogs_count = reblogs_count + ? where id = ?",
              change,
              status.reblogOfId());
    }
  }
}
