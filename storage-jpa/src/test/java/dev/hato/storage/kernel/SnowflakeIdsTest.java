package dev.hato.storage.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.testkit.Race;
import dev.hato.storage.testkit.TestDatabases;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnowflakeIdsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final AtomicLong sequence = new AtomicLong();

  private SnowflakeIds process() {
    InstantSource clock = now::get;
    return new SnowflakeIds(clock);
  }

  @Test
  void anIdHoldsItsTime() {
    long id = process().next(sequence::incrementAndGet);
    assertThat(SnowflakeIds.timeOf(id)).isEqualTo(NOON);
    assertThat(id).isBetween(SnowflakeIds.firstOf(NOON), SnowflakeIds.firstOf(NOON.plusMillis(1)));
  }

  @Test
  void R13_idsRiseWhileTheClockStandsOrGoesBack() {
    SnowflakeIds ids = process();
    long last = 0;
    for (int i = 0; i < 200_000; i++) {
      if (i == 100_000) {
        now.set(NOON.minusSeconds(7_200));
      }
      long id = ids.next(sequence::incrementAndGet);
      assertThat(id).isGreaterThan(last);
      last = id;
    }
  }

  @Test
  void twoProcessesWithTheSameClockNeverMakeTheSameId() {
    SnowflakeIds one = process();
    SnowflakeIds other = process();
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 25_000; i++) {
      if (i % 1_000 == 0) {
        now.set(now.get().plusMillis(700));
      }
      assertThat(seen.add(one.next(sequence::incrementAndGet))).isTrue();
      assertThat(seen.add(other.next(sequence::incrementAndGet))).isTrue();
    }
  }

  @Test
  void somethingPublishedElsewhereSortsByItsTimeButNeverIntoTheFuture() {
    SnowflakeIds ids = process();
    Instant old = Instant.parse("2019-01-01T00:00:00Z");
    assertThat(SnowflakeIds.timeOf(ids.next(old, sequence::incrementAndGet))).isEqualTo(old);
    assertThat(SnowflakeIds.timeOf(ids.next(NOON.plusSeconds(9), sequence::incrementAndGet)))
        .isEqualTo(NOON);
    assertThat(ids.next(Instant.parse("1950-01-01T00:00:00Z"), sequence::incrementAndGet))
        .isNotNegative();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void twoServersOnOneDatabaseNeverMakeTheSameId(Dialect dialect) {
    DatabaseConfig config = TestDatabases.config(dialect);
    try (Database one = Database.open(config, InstantSource.system());
        Database other = Database.open(config, InstantSource.system())) {
      List<List<Long>> made =
          Race.of(
              4,
              n -> {
                Database database = n % 2 == 0 ? one : other;
                List<Long> ids = new ArrayList<>();
                for (int i = 0; i < 1_000; i++) {
                  ids.add(database.transactions().write(tx -> tx.nextId()));
                }
                return ids;
              });
      List<Long> all = made.stream().flatMap(List::stream).toList();
      assertThat(new HashSet<>(all)).hasSameSizeAs(all);
      made.forEach(ids -> assertThat(ids).isSorted());
    }
  }
}
