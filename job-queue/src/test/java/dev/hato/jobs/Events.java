package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A listener that a test can wait on: each event is a word and the id of the job, or its reason.
 */
final class Events implements JobListener {
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @Override
  public void done(JobInfo job, Duration took) {
    events.add("done " + job.attempt());
  }

  @Override
  public void retried(JobInfo job, Duration after, String why) {
    events.add("retried " + why);
  }

  @Override
  public void discarded(JobInfo job, String why) {
    events.add("discarded " + why);
  }

  @Override
  public void buried(JobInfo job, String why) {
    events.add("buried " + why);
  }

  @Override
  public void leaseLost(JobInfo job) {
    events.add("leaseLost");
  }

  @Override
  public void unknownType(JobInfo job) {
    events.add("unknownType " + job.type());
  }

  @Override
  public void recovered(JobInfo job) {
    events.add("recovered");
  }

  /** Waits for the next events, at most ten seconds for each. */
  List<String> next(int count) throws InterruptedException {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String event = events.poll(10, TimeUnit.SECONDS);
      assertThat(event).as("event %d after %s", i + 1, found).isNotNull();
      found.add(event);
    }
    return found;
  }
}
