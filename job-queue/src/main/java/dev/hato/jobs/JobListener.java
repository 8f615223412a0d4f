package dev.hato.jobs;

import java.time.Duration;

/**
 * Hears what a worker does, for metrics and logs. Called by many threads at once; it must be quick.
 * What it throws is logged and otherwise ignored.
 */
public interface JobListener {
  /** Hears and does nothing. */
  JobListener NONE = new JobListener() {};

  /** A handler is about to be called. */
  default void started(JobInfo job) {}

  /** A handler said Done after {@code took}. */
  default void done(JobInfo job, Duration took) {}

  /** The attempt failed, or the handler asked for another one; it follows after {@code after}. */
  default void retried(JobInfo job, Duration after, String why) {}

  /** A handler dropped the job. */
  default void discarded(JobInfo job, String why) {}

  /** The job was given up and is kept among the dead. */
  default void buried(JobInfo job, String why) {}

  /** This worker was too slow: another one has the job, and this attempt counts for nothing. */
  default void leaseLost(JobInfo job) {}

  /** This worker has no handler for the type; the job is kept and tried again later. */
  default void unknownType(JobInfo job) {}

  /** A job of a worker that died waits again. */
  default void recovered(JobInfo job) {}

  /** A yielding queue may run so many jobs at a time from now on. */
  default void yielded(String queue, int concurrency) {}
}
