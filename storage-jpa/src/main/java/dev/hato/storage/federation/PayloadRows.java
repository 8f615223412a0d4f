package dev.hato.storage.federation;

import dev.hato.activitypub.outbox.ActivityPayloads;
import dev.hato.storage.kernel.TxScope;
import java.time.Instant;
import java.util.Optional;

/** The bytes of outgoing activities in the caller's transaction. */
public final class PayloadRows implements ActivityPayloads {
  private final TxScope scope;

  public PayloadRows(TxScope scope) {
    this.scope = scope;
  }

  @Override
  public long put(byte[] activity) {
    long id = scope.nextId();
    scope
        .sql()
        .update(
            "insert into activity_payloads (id, body, created_at) values (?, ?, ?)",
            id,
            activity,
            scope.now());
    return id;
  }

  @Override
  public Optional<byte[]> find(long id) {
    return scope
        .sql()
        .first("select body from activity_payloads where id = ?", row -> row.bytes("body"), id);
  }

  /** Drops payloads that no delivery can refer to any more; the answer is how many. */
  public int removeOlderThan(Instant time) {
    return scope.sql().update("delete from activity_payloads where created_at < ?", time);
  }
}
