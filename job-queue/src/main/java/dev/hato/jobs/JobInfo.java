package dev.hato.jobs;

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

  @Override
  public String toString() {
    return "job %d (%s on %s, attempt %d)".formatted(id, type, queue, attempt);
  }
}
