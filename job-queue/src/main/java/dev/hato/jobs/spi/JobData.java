package dev.hato.jobs.spi;

import java.time.Instant;
import java.util.Objects;

/**
 * A job as a store sees it: what to run, with what, where and when, without Java types of the
 * application.
 *
 * @param type name of the job type
 * @param queue name of the queue
 * @param payload the encoded payload, JSON by default; opaque to the store
 * @param runAt earliest start; a moment in the past means now
 * @param keys ordering, uniqueness and concurrency key
 */
public record JobData(String type, String queue, String payload, Instant runAt, JobKeys keys) {
  public JobData {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(queue, "queue");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(runAt, "runAt");
    Objects.requireNonNull(keys, "keys");
  }
}
