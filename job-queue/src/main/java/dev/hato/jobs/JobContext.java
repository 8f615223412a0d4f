package dev.hato.jobs;

import java.time.Instant;
import java.util.Objects;

/**
 * What a handler may know about the attempt that it makes.
 *
 * @param id of the job: the same in each attempt
 * @param attempt 1 for the first
 * @param enqueuedAt when the job was added
 * @param deadline when the attempt is interrupted, unless the clock is set meanwhile
 */
public record JobContext(long id, int attempt, Instant enqueuedAt, Instant deadline) {
  public JobContext {
    Objects.requireNonNull(enqueuedAt, "enqueuedAt");
    Objects.requireNonNull(deadline, "deadline");
  }
}
