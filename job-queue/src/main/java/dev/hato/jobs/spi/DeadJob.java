package dev.hato.jobs.spi;

import java.time.Instant;
import java.util.Objects;

/**
 * A job that was given up, with its last error.
 *
 * @param id id among the dead jobs: the id that it had when it was alive
 * @param job what it was
 * @param attempts how often it was tried
 * @param error why it was given up
 * @param diedAt when
 */
public record DeadJob(long id, JobData job, int attempts, String error, Instant diedAt) {
  public DeadJob {
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(diedAt, "diedAt");
  }
}
