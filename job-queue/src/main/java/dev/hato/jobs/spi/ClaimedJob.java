package dev.hato.jobs.spi;

import java.time.Instant;
import java.util.Objects;

/**
 * A job that a worker holds under a lease.
 *
 * @param lease with what it is settled
 * @param job what to run
 * @param attempt number of this attempt, 1 for the first
 * @param crashes how many deaths of workers are put down to it, see {@link JobStore#reap}
 * @param enqueuedAt when it was added
 */
public record ClaimedJob(Lease lease, JobData job, int attempt, int crashes, Instant enqueuedAt) {
  public ClaimedJob {
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(enqueuedAt, "enqueuedAt");
  }
}
