package dev.hato.jobs.memory;

import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.ScheduleStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Leaders and next runs in maps. */
final class InMemorySchedules implements ScheduleStore {
  private record Leader(String owner, Instant until) {}

  private final Map<String, Leader> leaders = new HashMap<>();
  private final Map<String, Instant> due = new HashMap<>();
  private final InstantSource clock;
  private final Consumer<JobData> insert;

  InMemorySchedules(InstantSource clock, Consumer<JobData> insert) {
    this.clock = clock;
    this.insert = insert;
  }

  @Override
  public synchronized boolean lead(String role, String owner, Duration lease) {
    Instant now = clock.instant();
    Leader leader = leaders.get(role);
    if (leader != null && !leader.owner().equals(owner) && leader.until().isAfter(now)) {
      return false;
    }
    leaders.put(role, new Leader(owner, now.plus(lease)));
    return true;
  }

  @Override
  public synchronized void resign(String role, String owner) {
    leaders.computeIfPresent(role, (r, leader) -> leader.owner().equals(owner) ? null : leader);
  }

  @Override
  public synchronized void register(String name, Instant next) {
    due.merge(name, next, (a, b) -> a.isBefore(b) ? a : b);
  }

  @Override
  public synchronized Optional<Instant> due(String name) {
    return Optional.ofNullable(due.get(name));
  }

  @Override
  public synchronized boolean fire(String name, Instant expected, Instant next, JobData job) {
    if (!expected.equals(due.get(name))) {
      return false;
    }
    insert.accept(job);
    due.put(name, next);
    return true;
  }
}
