package dev.hato.activitypub.outbox;

import dev.hato.jobs.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed delivery is tried again: after n⁴ + 15 seconds and up to half as much again, twelve
 * hours at most, for three days. The end is a matter of time, not of attempts, because attempts
 * that found a host out of service cost nothing.
 */
final class DeliveryRetry {
  static final Duration GIVE_UP = Duration.ofDays(3);
  static final Duration LONGEST = Duration.ofHours(12);
  static final RetryPolicy POLICY = DeliveryRetry::delay;

  private static final RandomGenerator NO_JITTER = () -> 0L;

  private DeliveryRetry() {}

  /**
   * Whether a wait that is not the policy's own (a host that is held, or names a time) is one too
   * many. It may have cost no attempt, so that a policy which counts attempts has its say only
   * after the usual time.
   */
  static boolean isOver(RetryPolicy policy, int attempts, Duration elapsed) {
    return policy.delay(1, elapsed, NO_JITTER).isEmpty()
        || elapsed.compareTo(GIVE_UP) >= 0 && policy.delay(attempts, elapsed, NO_JITTER).isEmpty();
  }

  static Optional<Duration> delay(int attempts, Duration elapsed, RandomGenerator random) {
    if (elapsed.compareTo(GIVE_UP) >= 0) {
      return Optional.empty();
    }
    double growth = Math.pow(attempts - 1, 4);
    double seconds = (growth + 15) * (1 + random.nextDouble() / 2);
    return Optional.of(Duration.ofSeconds((long) Math.min(seconds, LONGEST.toSeconds())));
  }
}
