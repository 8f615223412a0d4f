package dev.hato.jobs.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * What a worker asks a store for.
 *
 * @param queue the queue to take from
 * @param max at most so many jobs, at least 1
 * @param holder who takes them and for how long
 * @param fullKeys concurrency keys whose limit is reached: jobs with these are passed over
 * @param suspects whether one of the jobs may be one whose worker died before
 */
public record ClaimRequest(
    String queue, int max, Holder holder, Set<String> fullKeys, boolean suspects) {
  public ClaimRequest {
    Objects.requireNonNull(queue, "queue");
    Objects.requireNonNull(holder, "holder");
    fullKeys = Set.copyOf(fullKeys);
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1, not " + max);
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
