package dev.hato.activitypub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.spi.SeenActivities;
import dev.hato.jobs.Job;
import dev.hato.jobs.JobType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SeenActivities} must do: extend it and say how to make one. */
public abstract class SeenActivitiesContract {
  /** The type of the jobs that the suite enqueues. */
  protected static final JobType<String> TYPE =
      JobType.of("contract.process", "contract", String.class);

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final int AT_ONCE = 6;

  private final String key = "https://remote.example/activities/" + UUID.randomUUID();

  /** The port. */
  protected abstract SeenActivities seen();

  /** How many jobs wait in the queue that the port enqueues into, of all types. */
  protected abstract long waiting();

  @Test
  void anActivityIsAcceptedOnceAndItsJobWaits() {
    long before = waiting();

    assertThat(seen().contains(key)).isFalse();
    assertThat(seen().accept(key, NOW, Job.of(TYPE, "first"))).isTrue();
    assertThat(seen().contains(key)).isTrue();
    assertThat(seen().accept(key, NOW, Job.of(TYPE, "again"))).isFalse();
    assertThat(waiting()).isEqualTo(before + 1);
  }

  @Test
  void keysThatDifferByOneCharacterAreTwo() {
    assertThat(seen().accept(key, NOW, Job.of(TYPE, "first"))).isTrue();
    assertThat(seen().accept(key + "/", NOW, Job.of(TYPE, "second"))).isTrue();
    assertThat(seen().contains(key.toUpperCase(java.util.Locale.ROOT))).isFalse();
  }

  @Test
  void aKeyMayBeVeryLong() {
    String longKey = key + "/" + "x".repeat(5_000);

    assertThat(seen().accept(longKey, NOW, Job.of(TYPE, "first"))).isTrue();
    assertThat(seen().contains(longKey)).isTrue();
    assertThat(seen().contains(longKey + "y")).isFalse();
  }

  @Test
  void R4_ofAnActivityThatComesSeveralTimesAtOnceOneJobIsEnqueued() throws Exception {
    long before = waiting();
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> answers;
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      answers =
          IntStream.range(0, AT_ONCE)
              .mapToObj(
                  n ->
                      threads.submit(
                          () -> {
                            start.await();
                            return seen().accept(key, NOW, Job.of(TYPE, "body " + n));
                          }))
              .toList();
      start.countDown();
    }
    long accepted = 0;
    for (Future<Boolean> answer : answers) {
      accepted += answer.get() ? 1 : 0;
    }

    assertThat(accepted).isEqualTo(1);
    assertThat(waiting()).isEqualTo(before + 1);
  }
}
