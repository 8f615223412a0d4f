package dev.hato.storage.relationships;

import dev.hato.storage.accounts.AccountRows;
import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.TxScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Mutes between accounts. One that has run out counts for nothing even before it is removed. */
public final class Mutes {
  private final TxScope scope;

  public Mutes(TxScope scope) {
    this.scope = scope;
  }

  /**
   * Mutes, or changes how.
   *
   * @param lasting how long; zero means until it is lifted
   */
  public void put(long accountId, long targetId, boolean hideNotifications, Duration lasting) {
    Optional<Instant> expiry =
        lasting.isZero() ? Optional.empty() : Optional.of(scope.now().plus(lasting));
    int added =
        scope
            .sql()
            .update(
                "insert into mutes (id, account_id, target_id, hide_notifications, expires_at,"
                    + " created_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                scope.nextId(),
                accountId,
                targetId,
                hideNotifications,
                expiry,
                scope.now());
    if (added == 0) {
      scope
          .sql()
          .update(
              "update mutes set hide_notifications = ?, expires_at = ?"
                  + " where account_id = ? and target_id = ?",
              hideNotifications,
              expiry,
              accountId,
              targetId);
    }
  }

  /** Lifts a mute; false when there is none. */
  public boolean remove(long accountId, long targetId) {
    return scope
            .sql()
            .update("delete from mutes where account_id = ? and target_id = ?", accountId, targetId)
        > 0;
  }

  /** Removes what has run out; the answer is how many. */
  public int removeExpired() {
    return scope.sql().update("delete from mutes where expires_at <= ?", scope.now());
  }

  public boolean exists(long accountId, long targetId) {
    return scope
        .sql()
        .exists(
            "select 1 from mutes where account_id = ? and target_id = ?"
                + " and (expires_at is null or expires_at > ?)",
            accountId,
            targetId,
            scope.now());
  }

  /** Whom an account mutes, keyed by the mute. */
  public List<Listed<Mute>> list(long accountId, Page page) {
    return scope
        .sql()
        .page(
            page,
            "m.id",
            "select m.id as list_key, m.hide_notifications, m.expires_at, a.*"
                + " from mutes m join accounts a on a.id = m.target_id"
                + " where m.account_id = ? and (m.expires_at is null or m.expires_at > ?)",
            row ->
                new Listed<>(
                    row.number("list_key"),
                    new Mute(
                        AccountRows.read(row),
                        row.flag("hide_notifications"),
                        row.optionalInstant("expires_at"))),
            accountId,
            scope.now());
  }
}
