package dev.hato.jobs.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * What a worker asks a store for.
 *
 * @param queue the queue to take from
 * @param max at most so many jobs, at least 1
 * @param holder who takes them and for how long
 * @param keys how many more jobs of each concurrency key: jobs beyond it are passed over
 * @param mostDeaths one of the jobs may be a suspect, one with which a worker died before, as long
 *     as its deaths are no more than this; 0: none may
 */
public record ClaimRequest(String queue, int max, Holder holder, KeyRoom keys, int mostDeaths) {
  /** For claims that take a suspect whatever it has done. */
  public static final int ANY_DEATHS = Integer.MAX_VALUE;

  public ClaimRequest {
    Objects.requireNonNull(queue, "queue");
    Objects.requireNonNull(holder, "holder");
    Objects.requireNonNull(keys, "keys");
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1, not " + max);
    }
    if (mostDeaths < 0) {
      throw new IllegalArgumentException("mostDeaths must not be negative: " + mostDeaths);
    }
  }

  /**
   * Who holds a lease.
   *
   * @param worker name of the worker, for people who look at the table
   * @param lease how long the lease lasts without a heartbeat
   */
  public record Holder(String worker, Duration lease) {
    public Holder {
      Objects.requireNonNull(worker, "worker");
      if (!lease.isPositive()) {
        throw new IllegalArgumentException("a lease must last, not " + lease);
      }
    }
  }
}
