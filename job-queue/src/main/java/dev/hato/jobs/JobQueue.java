package dev.hato.jobs;

import java.util.List;

/**
 * Where jobs are handed in. Thread-safe unless it is bound to a transaction.
 *
 * <p>When a call returns, the jobs are as safe as the store behind it makes them; for a queue that
 * is bound to a transaction that is the moment of its commit.
 */
@FunctionalInterface
public interface JobQueue {
  /**
   * Adds jobs, all or none, in one step.
   *
   * @throws dev.hato.jobs.spi.JobStoreFullException when the store is bounded and full
   */
  void enqueueAll(List<? extends Job<?>> jobs);

  /** Adds one job. */
  default <T> void enqueue(Job<T> job) {
    enqueueAll(List.of(job));
  }

  /** Adds one job that may run now and has no keys. */
  default <T> void enqueue(JobType<T> type, T payload) {
    enqueue(Job.of(type, payload));
  }
}
