package dev.hato.jobs.spi;

import java.time.Duration;
import java.util.List;

/** The jobs of a store that were given up and are kept for an admin. Thread-safe. */
public interface DeadJobs {
  /** The newest dead jobs of a queue, newest first, at most {@code limit}. */
  List<DeadJob> list(String queue, int limit);

  /**
   * Lets a dead job wait again, now and with no attempt counted.
   *
   * @return false when there is no such dead job, or when one with its uniqueness key waits already
   */
  boolean revive(long id);

  /** Forgets a dead job; false when there is none with this id. */
  boolean discard(long id);

  /** Forgets those that died longer ago than {@code age} and says how many. */
  int purge(Duration age);
}
