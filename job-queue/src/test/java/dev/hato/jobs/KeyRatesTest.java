package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.jobs.memory.InMemoryJobStore;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** So many jobs of a key in so much time. */
final class KeyRatesTest {
  record Task(int number) {}

  private static final JobType<Task> TASK = JobType.of("task", "default", Task.class);

  private final SettableClock clock = new SettableClock();
  private final KeyRates rates = new KeyRates(new KeyRates.Rate(2, Duration.ofSeconds(10)), clock);

  @Test
  void aKeyMayUseItsRateAtOnceAndThenEvenly() {
    assertThat(rates.tryTake("a")).isTrue();
    assertThat(rates.tryTake("a")).isTrue();
    assertThat(rates.tryTake("a")).isFalse();
    assertThat(rates.tryTake("b")).isTrue();
    assertThat(rates.left()).containsEntry("a", 0).containsEntry("b", 1);

    clock.advance(Duration.ofSeconds(5));
    assertThat(rates.tryTake("a")).isTrue();
    assertThat(rates.tryTake("a")).isFalse();
    clock.advance(Duration.ofHours(1));
    assertThat(rates.left()).containsEntry("a", 2);
  }

  @Test
  void aClockThatIsSetBackStopsNobodyForEver() {
    rates.tryTake("a");
    rates.tryTake("a");
    clock.advance(Duration.ofHours(-1));
    assertThat(rates.tryTake("a")).isFalse();
    clock.advance(Duration.ofMinutes(61));
    assertThat(rates.tryTake("a")).isTrue();
  }

  @Test
  void jobsWithoutAKeyNeedNoToken() {
    for (int i = 0; i < 10; i++) {
      assertThat(rates.tryTake("")).isTrue();
    }
  }

  /** What a claim took beyond the rate goes back in a moment. */
  private static void awaitWaiting(long expected, InMemoryJobStore store) {
    LongSupplier waiting = () -> store.stats().getFirst().counts().waiting();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (waiting.getAsLong() != expected && System.nanoTime() < end) {
      Thread.yield();
    }
    assertThat(waiting.getAsLong()).isEqualTo(expected);
  }

  @Test
  void aWorkerStartsNoMoreJobsOfAKeyThanItsRate() throws Exception {
    InMemoryJobStore store = new InMemoryJobStore(clock);
    Events events = new Events();
    List<Job<Task>> jobs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      jobs.add(Job.of(TASK, new Task(i)).concurrencyKey("slow.example"));
    }
    jobs.add(Job.of(TASK, new Task(6)).concurrencyKey("good.example"));
    try (Worker worker =
        Worker.newBuilder(store)
            .queue("default", 8)
            .ratePerKey("default", 2, Duration.ofSeconds(10))
            .pollInterval(Duration.ofMillis(5))
            .listener(events)
            .handler(TASK, (task, context) -> JobOutcome.done())
            .build()) {
      new JobStoreQueue(store).enqueueAll(jobs);
      worker.start();

      assertThat(events.next(3)).containsOnly("done 1");
      awaitWaiting(4, store);
      clock.advance(Duration.ofSeconds(10));
      assertThat(events.next(2)).containsOnly("done 1");
      clock.advance(Duration.ofSeconds(10));
      assertThat(events.next(2)).containsOnly("done 1");
    }
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void aJobThatAWorkerCannotTakeWithItsInsertCostsNothingOfTheRate() throws Exception {
    InMemoryJobStore store = new InMemoryJobStore(clock);
    Events events = new Events();
    try (Worker worker =
        Worker.newBuilder(store)
            .queue("default", 8)
            .ratePerKey("default", 2, Duration.ofSeconds(10))
            .listener(events)
            .handler(TASK, (task, context) -> JobOutcome.done())
            .build()) {
      worker.start();
      store.rules().pause("default");
      for (int i = 0; i < 3; i++) {
        new JobStoreQueue(store).enqueue(Job.of(TASK, new Task(i)).concurrencyKey("host"));
      }
      store.rules().resume("default");

      assertThat(events.next(2)).containsOnly("done 1");
      awaitWaiting(1, store);
    }
  }

  @Test
  void aRateNeedsItsQueueFirst() {
    WorkerBuilder builder = Worker.newBuilder(new InMemoryJobStore(clock));
    assertThatThrownBy(() -> builder.ratePerKey("default", 1, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("before");
  }
}
