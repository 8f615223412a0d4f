package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.memory.InMemoryJobStore;
import dev.hato.jobs.testkit.ManualWorker;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recurring jobs, stepped by hand. */
final class RecurringTest {
  record Tidy(String what) {}

  private static final JobType<Tidy> TIDY = JobType.of("tidy", "default", Tidy.class);
  private static final RecurringJob<Tidy> HOURLY =
      new RecurringJob<>(
          "tidy-media", Schedule.every(Duration.ofHours(1)), TIDY, new Tidy("media"));

  private final SettableClock clock = new SettableClock(Instant.parse("2025-06-01T12:30:00Z"));
  private final InMemoryJobStore store = new InMemoryJobStore(clock);
  private final List<Instant> runs = new ArrayList<>();

  private ManualWorker worker(String name) {
    return new ManualWorker(
        clock,
        Worker.newBuilder(store)
            .name(name)
            .queue("default", 4)
            .recurring(HOURLY)
            .handler(
                TIDY,
                (tidy, context) -> {
                  runs.add(clock.instant());
                  return JobOutcome.done();
                }));
  }

  @Test
  void aRecurringJobRunsAtEachMultipleOfItsInterval() {
    ManualWorker worker = worker("one");
    worker.run();

    worker.pass(Duration.ofHours(3), Duration.ofMinutes(1));

    assertThat(runs)
        .containsExactly(
            Instant.parse("2025-06-01T13:00:00Z"),
            Instant.parse("2025-06-01T14:00:00Z"),
            Instant.parse("2025-06-01T15:00:00Z"));
  }

  @Test
  void manyWorkersEnqueueEachRunOnce() {
    ManualWorker one = worker("one");
    ManualWorker two = worker("two");
    for (int minute = 0; minute < 240; minute++) {
      clock.advance(Duration.ofMinutes(1));
      one.run();
      two.run();
    }

    assertThat(runs).hasSize(4);
  }

  @Test
  void anotherWorkerFollowsALeaderThatDied() {
    ManualWorker leader = worker("leader");
    ManualWorker follower = worker("follower");
    leader.run();
    follower.run();

    follower.pass(Duration.ofHours(2), Duration.ofSeconds(10));

    assertThat(runs)
        .containsExactly(
            Instant.parse("2025-06-01T13:00:00Z"), Instant.parse("2025-06-01T14:00:00Z"));
  }

  @Test
  void runsThatWereMissedAreMadeUpForOnce() {
    worker("before the stop").run();
    clock.advance(Duration.ofHours(10));

    ManualWorker after = worker("after the stop");
    after.run();
    after.pass(Duration.ofMinutes(29), Duration.ofMinutes(1));

    assertThat(runs).hasSize(1);
  }

  @Test
  void aRunThatStillWaitsIsNotEnqueuedTwice() {
    ManualWorker scheduler =
        new ManualWorker(clock, Worker.newBuilder(store).name("only").recurring(HOURLY));
    scheduler.run();

    scheduler.pass(Duration.ofHours(5), Duration.ofMinutes(10));

    assertThat(store.stats().get(0).counts().waiting()).isEqualTo(1);
  }

  @Test
  void aClockThatJumpsBackStopsNothing() {
    ManualWorker worker = worker("one");
    worker.run();
    clock.advance(Duration.ofHours(-2));

    worker.pass(Duration.ofHours(4), Duration.ofMinutes(1));

    assertThat(runs).hasSize(2);
  }

  @Test
  void anIntervalScheduleIsStrictlyLater() {
    Schedule daily = Schedule.every(Duration.ofDays(1));

    assertThat(daily.next(Instant.parse("2025-06-01T00:00:00Z"))).isEqualTo("2025-06-02T00:00:00Z");
    assertThat(daily.next(Instant.parse("2025-06-01T23:59:59Z"))).isEqualTo("2025-06-02T00:00:00Z");
  }
}
