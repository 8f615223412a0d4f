package dev.hato.jobs;

import java.util.Objects;

/**
 * A job that is enqueued again and again. One worker of all enqueues it; while a run of it still
 * waits, no second one is added; runs that were missed are made up for once.
 *
 * @param name tells it from other recurring jobs; stays the same over restarts
 * @param schedule when it is due
 * @param type what is enqueued
 * @param payload with what
 */
public record RecurringJob<T>(String name, Schedule schedule, JobType<T> type, T payload) {
  public RecurringJob {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(payload, "payload");
  }

  /** The job of one run. */
  Job<T> job() {
    return Job.of(type, payload).uniquenessKey("recurring:" + name);
  }
}
