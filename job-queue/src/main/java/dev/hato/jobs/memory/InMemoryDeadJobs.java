package dev.hato.jobs.memory;

import dev.hato.jobs.spi.DeadJob;
import dev.hato.jobs.spi.DeadJobs;
import dev.hato.jobs.spi.JobData;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The newest dead jobs, as many as the store has room for. */
final class InMemoryDeadJobs implements DeadJobs {
  private final ConcurrentSkipListMap<Long, DeadJob> dead = new ConcurrentSkipListMap<>();
  private final InstantSource clock;
  private final int capacity;
  private final Predicate<JobData> insert;

  /**
   * @param insert adds a job again and says whether it did
   */
  InMemoryDeadJobs(InstantSource clock, int capacity, Predicate<JobData> insert) {
    this.clock = clock;
    this.capacity = capacity;
    this.insert = insert;
  }

  void add(DeadJob job) {
    dead.put(job.id(), job);
    while (dead.size() > capacity) {
      dead.pollFirstEntry();
    }
  }

  Map<String, Long> counts() {
    return dead.values().stream()
        .collect(
            Collectors.groupingBy(job -> job.job().queue(), TreeMap::new, Collectors.counting()));
  }

  @Override
  public List<DeadJob> list(String queue, int limit) {
    return dead.descendingMap().values().stream()
        .filter(job -> job.job().queue().equals(queue))
        .limit(limit)
        .toList();
  }

  @Override
  public boolean revive(long id) {
    DeadJob job = dead.remove(id);
    if (job == null) {
      return false;
    }
    boolean added = false;
    try {
      added = insert.test(job.job());
    } finally {
      if (!added) {
        dead.put(id, job);
      }
    }
    return added;
  }

  @Override
  public boolean discard(long id) {
    return dead.remove(id) != null;
  }

  @Override
  public int purge(Duration age) {
    Instant before = clock.instant().minus(age);
    int purged = 0;
    for (DeadJob job : dead.values()) {
      if (job.diedAt().isBefore(before) && dead.remove(job.id()) != null) {
        purged++;
      }
    }
    return purged;
  }
}
