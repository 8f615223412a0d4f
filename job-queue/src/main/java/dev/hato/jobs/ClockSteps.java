package dev.hato.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Notices when a wall clock is set: it then moves against the monotonic one, which nobody sets. A
 * clock that is only slowed down or hurried does not reach the tolerance between two looks. Not
 * thread-safe.
 */
final class ClockSteps {
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Duration tolerance;
  private Instant begin;

  /**
   * @param nanoTime the monotonic clock
   * @param tolerance a step that matters is larger
   */
  ClockSteps(InstantSource clock, LongSupplier nanoTime, Duration tolerance) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.tolerance = tolerance;
    this.begin = begin();
  }

  /** What the wall clock would have shown when the monotonic one was 0. */
  private Instant begin() {
    return clock.instant().minusNanos(nanoTime.getAsLong());
  }

  /** Whether the wall clock was set since this was asked last. */
  boolean isSet() {
    Instant before = begin;
    begin = begin();
    return Duration.between(before, begin).abs().compareTo(tolerance) > 0;
  }
}
