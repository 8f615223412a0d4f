package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimedJob;
import java.util.Objects;

/**
 * Names one attempt of one job, for a listener.
 *
 * @param id of the job
 * @param type name of its type
 * @param queue name of its queue
 * @param attempt 1 for the first
 */
public record JobInfo(long id, String type, String queue, int attempt) {
  public JobInfo {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(queue, "queue");
  }

  static JobInfo of(ClaimedJob job) {
    return new JobInfo(job.lease().jobId(), job.job().type(), job.job().queue(), job.attempt());
  }

  @Override
  public String toString() {
    return "job %d (%s on %s, attempt %d)".formatted(id, type, queue, attempt);
  }
}
