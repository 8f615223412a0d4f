package dev.hato.server.workers;

import dev.hato.jobs.JobInfo;
import dev.hato.jobs.JobListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells the log, and whoever else listens. */
final class JobListeners implements JobListener {
  private final List<JobListener> all;

  JobListeners(List<JobListener> others) {
    all = new ArrayList<>(others);
    all.add(new JobLog());
  }

  @Override
  public void started(JobInfo job) {
    all.forEach(one -> one.started(job));
  }

  @Override
  public void done(JobInfo job, Duration took) {
    all.forEach(one -> one.done(job, took));
  }

  @Override
  public void retried(JobInfo job, Duration after, String why) {
    all.forEach(one -> one.retried(job, after, why));
  }

  @Override
  public void discarded(JobInfo job, String why) {
    all.forEach(one -> one.discarded(job, why));
  }

  @Override
  public void buried(JobInfo job, String why) {
    all.forEach(one -> one.buried(job, why));
  }

  @Override
  public void leaseLost(JobInfo job) {
    all.forEach(one -> one.leaseLost(job));
  }

  @Override
  public void unknownType(JobInfo job) {
    all.forEach(one -> one.unknownType(job));
  }

  @Override
  public void recovered(JobInfo job) {
    all.forEach(one -> one.recovered(job));
  }

  @Override
  public void yielded(String queue, int concurrency) {
    all.forEach(one -> one.yielded(queue, concurrency));
  }
}
