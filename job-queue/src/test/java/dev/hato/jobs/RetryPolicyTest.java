package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.jobs.memory.InMemoryJobStore;
import dev.hato.jobs.testkit.ManualWorker;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryPolicyTest {
  private static Optional<Duration> delay(RetryPolicy policy, int attempts, long seed) {
    return policy.delay(attempts, Duration.ZERO, new SplittableRandom(seed));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void exponentialWaitsLieInTheUpperHalfOfTheirCeiling(long seed) {
    RetryPolicy policy = RetryPolicy.exponential(Duration.ofSeconds(10), Duration.ofSeconds(60), 6);

    assertThat(delay(policy, 1, seed).orElseThrow()).isBetween(seconds(5), seconds(10));
    assertThat(delay(policy, 2, seed).orElseThrow()).isBetween(seconds(10), seconds(20));
    assertThat(delay(policy, 3, seed).orElseThrow()).isBetween(seconds(20), seconds(40));
    assertThat(delay(policy, 4, seed).orElseThrow()).isBetween(seconds(30), seconds(60));
    assertThat(delay(policy, 5, seed).orElseThrow()).isBetween(seconds(30), seconds(60));
    assertThat(delay(policy, 6, seed)).isEmpty();
  }

  @Test
  void exponentialDoesNotOverflow() {
    RetryPolicy policy =
        RetryPolicy.exponential(Duration.ofDays(1), Duration.ofDays(7), Integer.MAX_VALUE);

    assertThat(delay(policy, 1_000_000, 1).orElseThrow())
        .isBetween(Duration.ofDays(3), Duration.ofDays(7));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void mastodonDeliveriesAreRetriedSixteenTimesOverTwoToThreeDays(long seed) {
    RetryPolicy policy = RetryPolicy.mastodonDelivery();
    SplittableRandom random = new SplittableRandom(seed);
    Duration total = Duration.ZERO;
    for (int attempts = 1; attempts <= 16; attempts++) {
      total = total.plus(policy.delay(attempts, total, random).orElseThrow());
    }

    assertThat(total).isBetween(Duration.ofDays(2), Duration.ofDays(3).plusHours(3));
    assertThat(delay(policy, 1, seed)).contains(seconds(15));
    assertThat(delay(policy, 6, seed).orElseThrow()).isBetween(seconds(640), seconds(953));
    assertThat(delay(policy, 17, seed)).isEmpty();
  }

  @Test
  void R6_aPeerThatIsDownForTwoDaysGetsItsDeliveryInTheEnd() {
    SettableClock clock = new SettableClock();
    InMemoryJobStore store = new InMemoryJobStore(clock);
    JobType<String> deliver =
        JobType.of("deliver", "deliver", String.class).withRetry(RetryPolicy.mastodonDelivery());
    var upAt = clock.instant().plus(Duration.ofHours(48));
    ManualWorker worker =
        new ManualWorker(
            clock,
            Worker.newBuilder(store)
                .queue("deliver", 1)
                .handler(
                    deliver,
                    (inbox, context) ->
                        clock.instant().isBefore(upAt)
                            ? JobOutcome.failed("connection refused")
                            : JobOutcome.done()));
    new JobStoreQueue(store).enqueue(deliver, "https://peer.example/inbox");

    int attempts = worker.pass(Duration.ofDays(4), Duration.ofMinutes(1));

    assertThat(attempts).isBetween(14, 17);
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void neverGivesUpAtOnce() {
    assertThat(delay(RetryPolicy.never(), 1, 1)).isEmpty();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> RetryPolicy.exponential(Duration.ZERO, seconds(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RetryPolicy.exponential(seconds(2), seconds(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
