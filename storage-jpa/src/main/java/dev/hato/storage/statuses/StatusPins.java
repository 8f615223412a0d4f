package dev.hato.storage.statuses;

import dev.hato.storage.kernel.TxScope;
import java.util.List;

/** What accounts pinned to their profiles. */
public final class StatusPins {
  private final TxScope scope;
  private final MarkedStatuses marks;

  public StatusPins(TxScope scope) {
    this.scope = scope;
    this.marks = new MarkedStatuses(scope, "status_pins");
  }

  /**
   * Whether it was not pinned yet. That the status is the account's own is for the caller to see
   * to.
   */
  public boolean add(long accountId, long statusId) {
    return marks.add(accountId, statusId);
  }

  /** Whether it was pinned. */
  public boolean remove(long accountId, long statusId) {
    return marks.remove(accountId, statusId);
  }

  /** How many an account has pinned; for the limit. */
  public int count(long accountId) {
    return (int)
        scope.sql().number("select count(*) from status_pins where account_id = ?", accountId);
  }

  /**
   * Ids of an account's pinned statuses, the last pinned first, without asking who may see them.
   */
  public List<Long> statuses(long accountId) {
    return scope
        .sql()
        .list(
            "select status_id from status_pins where account_id = ? order by id desc",
            row -> row.number("status_id"),
            accountId);
  }
}
