package dev.hato.activitypub.memory;

import dev.hato.activitypub.spi.SeenActivities;
import dev.hato.jobs.Job;
import dev.hato.jobs.JobQueue;
import java.time.Instant;

/** The hundred thousand activities that were accepted last. Thread-safe. */
public final class InMemorySeenActivities implements SeenActivities {
  private final JobQueue queue;
  private final Bounded<String, Instant> seen = new Bounded<>(100_000);

  /** Enqueues into a queue, whichever it is; only the keys are in memory. */
  public InMemorySeenActivities(JobQueue queue) {
    this.queue = queue;
  }

  @Override
  public synchronized boolean contains(String key) {
    return seen.containsKey(key);
  }

  @Override
  public synchronized boolean accept(String key, Instant at, Job<?> job) {
    if (seen.containsKey(key)) {
      return false;
    }
    queue.enqueue(job);
    seen.put(key, at);
    return true;
  }
}
