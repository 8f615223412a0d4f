package dev.hato.storage.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.activitypub.spi.OriginHealth;
import dev.hato.jobs.Job;
import dev.hato.jobs.JobType;
import dev.hato.storage.Database;
import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.Cast;
import dev.hato.storage.testkit.Race;
import dev.hato.storage.testkit.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FederationStoresTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aPayloadCommitsOrRollsBackWithItsTransaction(Dialect dialect) {
    Database database = TestDatabases.shared(dialect);
    byte[] bytes = "{\"type\":\"Note\",\"content\":\"鳩\"}".getBytes(StandardCharsets.UTF_8);
    long id = database.transactions().write(tx -> tx.payloads().put(bytes));
    assertThat(database.payloads().find(id).orElseThrow()).isEqualTo(bytes);
    AtomicLong rolledBack = new AtomicLong();
    assertThatThrownBy(
            () ->
                database
                    .transactions()
                    .run(
                        tx -> {
                          rolledBack.set(tx.payloads().put(bytes));
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(database.payloads().find(rolledBack.get())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void oldPayloadsAreDropped(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect, () -> NOW)) {
      long id = database.payloads().put(new byte[] {1});
      assertThat(database.transactions().write((Tx tx) -> tx.payloads().removeOlderThan(NOW)))
          .isZero();
      assertThat(
              database
                  .transactions()
                  .write((Tx tx) -> tx.payloads().removeOlderThan(NOW.plusMillis(1))))
          .isEqualTo(1);
      assertThat(database.payloads().find(id)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R4_ofAnActivityThatComesSeveralTimesAtOnceOneJobIsEnqueued(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      JpaSeenActivities seen = database.seenActivities();
      JobType<String> type = JobType.of("test.process", "inbox", String.class);
      String key = "https://remote.test/a/" + "x".repeat(5_000);
      List<Boolean> accepted = Race.of(6, n -> seen.accept(key, NOW, Job.of(type, "body " + n)));
      assertThat(accepted).containsOnlyOnce(true);
      assertThat(seen.contains(key)).isTrue();
      assertThat(seen.accept(key, NOW, Job.of(type, "again"))).isFalse();
      assertThat(waiting(database)).isEqualTo(1);
      assertThat(seen.removeOlderThan(NOW.plusSeconds(1))).isPositive();
      assertThat(seen.accept(key, NOW, Job.of(type, "long after"))).isTrue();
      assertThat(waiting(database)).isEqualTo(2);
    }
  }

  private static long waiting(Database database) {
    return database.jobs().stats().stream().mapToLong(queue -> queue.counts().waiting()).sum();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theHealthOfAHostMayBeSavedBySeveralAtOnce(Dialect dialect) {
    JpaOriginHealthStore health = TestDatabases.shared(dialect).originHealth();
    String host = Cast.unique("host") + ".test";
    Race.of(
        4,
        n -> {
          health.save(new OriginHealth(host, n, NOW, NOW.plusSeconds(n)));
          return n;
        });
    OriginHealth last = new OriginHealth(host, 9, NOW, NOW.plusSeconds(60));
    health.save(last);
    assertThat(health.find(host)).contains(last);
  }
}
