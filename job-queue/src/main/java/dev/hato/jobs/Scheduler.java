package dev.hato.jobs;

import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.ScheduleStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Enqueues recurring jobs while it leads; runs nothing. The leadership only saves the others the
 * work: what keeps a run from being enqueued twice is that the store moves the due time and adds
 * the job in one step. Called by one thread at a time.
 */
final class Scheduler {
  private static final String ROLE = "scheduler";
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final ScheduleStore store;
  private final InstantSource clock;
  private final String owner;
  private final List<RecurringJob<?>> jobs;
  private final Map<String, Instant> due = new HashMap<>();

  private boolean leading;
  private Instant renewAt = Instant.MIN;

  Scheduler(JobStore store, String owner, List<RecurringJob<?>> jobs) {
    this.store = store.schedules();
    this.clock = store.clock();
    this.owner = owner;
    this.jobs = List.copyOf(jobs);
  }

  /** Enqueues what is due, when this scheduler leads. */
  void tick() {
    if (jobs.isEmpty() || !leads(clock.instant())) {
      return;
    }
    for (RecurringJob<?> job : jobs) {
      Instant now = clock.instant();
      if (!due.getOrDefault(job.name(), Instant.MAX).isAfter(now)) {
        fire(job, now);
      }
    }
  }

  private boolean leads(Instant now) {
    if (now.isBefore(renewAt) && now.isAfter(renewAt.minus(LEASE))) {
      return leading;
    }
    boolean led = leading;
    leading = store.lead(ROLE, owner, LEASE);
    renewAt = now.plus(LEASE.dividedBy(3));
    if (leading && !led) {
      takeOver(now);
    }
    return leading;
  }

  private void takeOver(Instant now) {
    for (RecurringJob<?> job : jobs) {
      store.register(job.name(), job.schedule().next(now));
      store.due(job.name()).ifPresent(time -> due.put(job.name(), time));
    }
  }

  private void fire(RecurringJob<?> job, Instant now) {
    Instant dueAt = due.getOrDefault(job.name(), now);
    store.fire(job.name(), dueAt, job.schedule().next(now), job.job().toData());
    store.due(job.name()).ifPresent(time -> due.put(job.name(), time));
  }

  /** Lets another scheduler lead. */
  void resign() {
    if (leading) {
      leading = false;
      renewAt = Instant.MIN;
      store.resign(ROLE, owner);
    }
  }
}
