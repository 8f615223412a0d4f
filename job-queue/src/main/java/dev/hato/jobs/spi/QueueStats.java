package dev.hato.jobs.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * One queue at a glance. Counts up to {@link #EXACT} are exact at the moment when they are taken;
 * of larger ones a store may give an estimate, since counting millions would take seconds.
 *
 * @param queue its name
 * @param counts how many jobs are in which state
 * @param latency age of the oldest job that could run now, zero when there is none
 * @param estimated whether a count above {@link #EXACT} is an estimate
 */
public record QueueStats(String queue, Counts counts, Duration latency, boolean estimated) {
  /** Up to here every count is exact. */
  public static final int EXACT = 10_000;

  public QueueStats {
    Objects.requireNonNull(queue, "queue");
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(latency, "latency");
  }

  /**
   * How many jobs are in which state.
   *
   * @param waiting could run now
   * @param running held by a worker
   * @param scheduled wait for their time
   * @param dead given up
   */
  public record Counts(long waiting, long running, long scheduled, long dead) {}
}
