package dev.hato.jobs.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * Puts a held job back for another attempt.
 *
 * @param lease proof that the caller holds the job
 * @param after how long it waits from now on; zero or more
 * @param error why the attempt ended, kept with the job
 * @param crash whether the attempt counts as the death of its worker
 */
public record RetryOrder(Lease lease, Duration after, String error, boolean crash) {
  public RetryOrder {
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(error, "error");
    if (after.isNegative()) {
      throw new IllegalArgumentException("a job cannot be retried in the past: " + after);
    }
  }
}
