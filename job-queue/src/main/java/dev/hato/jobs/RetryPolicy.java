package dev.hato.jobs;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Says when a failed job is tried again: a pure function, apart from the jitter. */
@FunctionalInterface
public interface RetryPolicy {
  /**
   * The time to wait before the next attempt, or empty to give up.
   *
   * @param attempts how many attempts were made, at least 1
   * @param elapsed time since the job was enqueued
   * @param random source of the jitter
   */
  Optional<Duration> delay(int attempts, Duration elapsed, RandomGenerator random);

  /** Doubles from 5 seconds to an hour, 20 attempts within about eight hours. */
  static RetryPolicy standard() {
    return exponential(Duration.ofSeconds(5), Duration.ofHours(1), 20);
  }

  /** Gives up after the first failure. */
  static RetryPolicy never() {
    return (attempts, elapsed, random) -> Optional.empty();
  }

  /**
   * Doubles the waiting time with each attempt and takes a random moment in its upper half.
   *
   * @param first longest waiting time after the first attempt
   * @param max longest waiting time at all
   * @param maxAttempts gives up after so many
   */
  static RetryPolicy exponential(Duration first, Duration max, int maxAttempts) {
    if (!first.isPositive() || max.compareTo(first) < 0 || maxAttempts < 1) {
      throw new IllegalArgumentException(
          "needs 0 < first <= max and at least one attempt: %s, %s, %d"
              .formatted(first, max, maxAttempts));
    }
    return (attempts, elapsed, random) -> {
      if (attempts >= maxAttempts) {
        return Optional.empty();
      }
      double ceiling = Math.min(max.toMillis(), first.toMillis() * Math.pow(2, attempts - 1));
      return Optional.of(Duration.ofMillis((long) (ceiling * (0.5 + random.nextDouble() / 2))));
    };
  }

  /**
   * What Mastodon does with deliveries: 16 retries after n⁴ + 15 seconds and up to half of n⁴ more,
   * n counted from 0. They span two to three days.
   */
  static RetryPolicy mastodonDelivery() {
    return (attempts, elapsed, random) -> {
      if (attempts > 16) {
        return Optional.empty();
      }
      double growth = Math.pow(attempts - 1, 4);
      double seconds = growth + 15 + random.nextDouble() * growth / 2;
      return Optional.of(Duration.ofMillis((long) (seconds * 1000)));
    };
  }
}
