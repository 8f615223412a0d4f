package dev.hato.jobs;

import dev.hato.jobs.spi.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches over a worker from a platform thread of its own, so that jobs that occupy every carrier
 * thread cannot keep leases from being renewed: heartbeats, timeouts, jobs of dead workers,
 * recurring jobs, and old dead jobs. The pace comes from the monotonic clock; a jump of the wall
 * clock moves no heartbeat.
 *
 * <p>Leases are measured by the wall clock: when it is set ahead, all that are held on the machine
 * seem to have run out. So nothing is taken over in the round in which it was set, nor in the next
 * one: workers that live renew theirs meanwhile.
 */
final class Keeper {
  /** So that others on the machine have renewed, also one that is late. */
  private static final int ROUNDS_TO_WAIT = 2;

  /** A clock that is set all the time does not keep the jobs of dead workers for ever. */
  private static final int MOST_WAITS = 6;

  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration PACE_EVERY = Duration.ofSeconds(5);
  private static final Duration PURGE_EVERY = Duration.ofHours(1);

  private final Worker.Parts parts;
  private final Runnable yielding;
  private final PaceMeter pace;
  private final Reaper reaper;
  private final Scheduler scheduler;
  private final Duration keepDead;
  private final ClockSteps steps;
  private int toWait;
  private int waited;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::loop, "jobs-keeper");

  /**
   * @param keepDead how long dead jobs are kept
   * @param queues what it tells about queues
   */
  Keeper(Worker.Parts parts, Reaper reaper, Scheduler scheduler, Duration keepDead, Queues queues) {
    this.parts = parts;
    this.yielding = queues.yielding();
    this.pace = queues.pace();
    this.reaper = reaper;
    this.scheduler = scheduler;
    this.keepDead = keepDead;
    this.steps = new ClockSteps(parts.store().clock(), System::nanoTime, renewEvery());
    thread.setDaemon(true);
  }

  /**
   * What it does for queues.
   *
   * @param yielding adjusts those that give way to others
   * @param pace measures how quickly they get on
   */
  record Queues(Runnable yielding, PaceMeter pace) {}

  void start() {
    thread.start();
  }

  /** Ends the thread and gives up the leadership. */
  void stop() throws InterruptedException {
    stop.countDown();
    if (thread.join(Duration.ofSeconds(5))) {
      guard("resign", scheduler::resign);
    }
  }

  private Duration renewEvery() {
    return parts.holder().lease().dividedBy(3);
  }

  private void loop() {
    Rhythm leases = new Rhythm(renewEvery());
    Rhythm paces = new Rhythm(PACE_EVERY);
    Rhythm purge = new Rhythm(PURGE_EVERY);
    do {
      try {
        round(leases, paces, purge);
      } catch (Throwable e) { // memory that was short for a moment
        Complaints.error("{} goes on after an error", thread.getName(), e);
      }
    } while (!stopsWithin(TICK));
  }

  private void round(Rhythm leases, Rhythm paces, Rhythm purge) {
    guard("watch timeouts", parts.held()::interruptOverdue);
    if (leases.isDue()) {
      renewAndReap();
    }
    guard("enqueue recurring jobs", scheduler::tick);
    guard("adjust queues that yield", yielding);
    if (paces.isDue()) {
      guard("tell how quickly it gets on", pace::measure);
    }
    if (purge.isDue()) {
      guard("purge dead jobs", () -> parts.store().dead().purge(keepDead));
    }
  }

  /** Our own leases first, which reaping might take otherwise. */
  private void renewAndReap() {
    boolean set = steps.isSet();
    guard("renew leases", this::heartbeat);
    boolean setMeanwhile = steps.isSet(); // by this time our own may have run out
    toWait = set || setMeanwhile ? ROUNDS_TO_WAIT : Math.max(0, toWait - 1);
    if (setMeanwhile || toWait > 0 && waited < MOST_WAITS) {
      waited++;
      return;
    }
    waited = 0;
    guard("take over jobs of dead workers", reaper::reap);
  }

  private boolean stopsWithin(Duration time) {
    try {
      return stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void heartbeat() {
    List<Lease> leases = parts.held().leases();
    if (leases.isEmpty()) {
      return;
    }
    Set<Lease> lost = parts.store().heartbeat(leases, parts.holder().lease());
    parts.held().remove(lost);
    parts.held().interrupt(lost, "the lease was lost");
  }

  private static void guard(String what, Runnable task) {
    try {
      task.run();
    } catch (Throwable e) { // the next round comes; a worker without a keeper would lose its leases
      Complaints.error("job worker could not {}", what, e);
    }
  }

  /** Says when a task is due again, by the monotonic clock; at once the first time. */
  private static final class Rhythm {
    private final long everyNanos;
    private long dueAt = System.nanoTime();

    Rhythm(Duration every) {
      this.everyNanos = every.toNanos();
    }

    boolean isDue() {
      long now = System.nanoTime();
      if (now - dueAt < 0) {
        return false;
      }
      dueAt = now + everyNanos;
      return true;
    }
  }
}
