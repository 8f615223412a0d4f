package dev.hato.server.workers;

import dev.hato.jobs.JobInfo;
import dev.hato.jobs.JobListener;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what an operator has to know about jobs to the log: those that were given up. */
final class JobLog implements JobListener {
  private static final Logger log = LoggerFactory.getLogger("dev.hato.server.jobs");

  @Override
  public void retried(JobInfo job, Duration after, String why) {
    log.debug("{} is tried again in {} s: {}", job, after.toSeconds(), why);
  }

  @Override
  public void discarded(JobInfo job, String why) {
    log.debug("{} was dropped: {}", job, why);
  }

  @Override
  public void buried(JobInfo job, String why) {
    log.warn("{} was given up: {}", job, why);
  }

  @Override
  public void leaseLost(JobInfo job) {
    log.warn("{} took longer than its lease and runs elsewhere", job);
  }

  @Override
  public void unknownType(JobInfo job) {
    log.warn("{} has a type that this version does not know; it is kept", job);
  }

  @Override
  public void yielded(String queue, int concurrency) {
    log.debug("queue {} may run {} jobs at a time now", queue, concurrency);
  }

  @Override
  public void recovered(JobInfo job) {
    log.info("{} of a worker that died waits again", job);
  }
}
