package dev.hato.storage.statuses;

import dev.hato.storage.kernel.TxScope;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Remembers for an hour which status a client's key stands for, so that a request that is sent
 * again does not post again.
 */
public final class IdempotencyKeys {
  /** How long a key is remembered. */
  public static final Duration LIFETIME = Duration.ofHours(1);

  /** The longest key that is taken. */
  public static final int MAX_LENGTH = 255;

  private final TxScope scope;

  public IdempotencyKeys(TxScope scope) {
    this.scope = scope;
  }

  /**
   * Claims a key for a status about to be added in this transaction. Empty when the claim stands;
   * otherwise the status that the key stands for since less than {@link #LIFETIME}. Of two who
   * claim at once the second waits for the first. One statement for a fresh key.
   */
  public OptionalLong claim(long accountId, String key, long statusId) {
    if (key.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "An idempotency key has at most " + MAX_LENGTH + " characters: refuse longer ones");
    }
    boolean fresh =
        scope
                .sql()
                .update(
                    "insert into idempotency_keys (account_id, idempotency_key, status_id, created_at)"
                        + " values (?, ?, ?, ?) on conflict do nothing",
                    accountId,
                    key,
                    statusId,
                    scope.now())
            > 0;
    return fresh ? OptionalLong.empty() : claimKnown(accountId, key, statusId);
  }

  private OptionalLong claimKnown(long accountId, String key, long statusId) {
    int renewed =
        scope
            .sql()
            .update(
                "update idempotency_keys set status_id = ?, created_at = ?"
                    + " where account_id = ? and idempotency_key = ? and created_at <= ?",
                statusId,
                scope.now(),
                accountId,
                key,
                scope.now().minus(LIFETIME));
    if (renewed > 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        scope
            .sql()
            .number(
                "select status_id from idempotency_keys"
                    + " where account_id = ? and idempotency_key = ?",
                accountId,
                key));
  }

  /** Forgets the keys claimed before a time; returns how many. */
  public int forgetBefore(Instant time) {
    return scope.sql().update("delete from idempotency_keys where created_at < ?", time);
  }
}
