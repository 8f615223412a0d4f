package dev.hato.storage.federation;

import dev.hato.activitypub.spi.OriginHealth;
import dev.hato.activitypub.spi.OriginHealthStore;
import dev.hato.storage.kernel.TxRunner;
import java.time.Instant;
import java.util.Optional;

/** Hosts that do not take deliveries, shared by all processes. Thread-safe. */
public final class JpaOriginHealthStore implements OriginHealthStore {
  private final TxRunner transactions;

  public JpaOriginHealthStore(TxRunner transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<OriginHealth> find(String authority) {
    return transactions.read(
        scope ->
            scope
                .sql()
                .first(
                    "select h.* from origin_health h where h.authority = ?",
                    row ->
                        new OriginHealth(
                            row.text("authority"),
                            row.integer("failures"),
                            row.instant("failing_since"),
                            row.instant("retry_at")),
                    authority));
  }

  @Override
  public void save(OriginHealth health) {
    int unused =
        transactions.write(
            scope -> {
              int changed =
                  scope
                      .sql()
                      .update(
                          "update origin_health set failures = ?, failing_since = ?, retry_at = ?"
                              + " where authority = ?",
                          health.failures(),
                          health.failingSince(),
                          health.retryAt(),
                          health.authority());
              return changed > 0
                  ? changed
                  : scope
                      .sql()
                      .update(
                          "insert into origin_health"
                              + " (authority, failures, failing_since, retry_at)"
                              + " values (?, ?, ?, ?)",
                          health.authority(),
                          health.failures(),
                          health.failingSince(),
                          health.retryAt());
            });
  }

  @Override
  public void remove(String authority) {
    int unused =
        transactions.write(
            scope ->
                scope.sql().update("delete from origin_health where authority = ?", authority));
  }

  @Override
  public int removeOlderThan(Instant retryAt) {
    return transactions.write(
        scope -> scope.sql().update("delete from origin_health where retry_at < ?", retryAt));
  }
}
