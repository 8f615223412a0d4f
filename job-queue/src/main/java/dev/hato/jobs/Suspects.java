package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says when a worker may begin a job with which a worker died before, so that the next death can be
 * put down to one job: one at a time in all its queues, each only when there is a thread for it.
 *
 * <p><b>A job with one death</b> waits until the suspect before it has ended or has run for two
 * seconds: what kills its process mostly does so at once, and what hangs must not keep the others
 * waiting. Stores put a death down to the suspect that was begun last.
 *
 * <p><b>A job with more deaths</b> begins only in a worker that has lived for twenty seconds and
 * has begun no other suspect that still runs for a minute, and none begins beside it for a minute.
 * So a process that is killed again and again, by whomever, does not bury what it happened to run.
 *
 * <p>All times are by the clock of the store. Thread-safe; calls {@code wake} without its lock.
 */
final class Suspects {
  static final Duration TURN = Duration.ofSeconds(2);
  static final Duration LONG_TURN = Duration.ofMinutes(1);
  static final Duration CALM = Duration.ofSeconds(20);

  private final InstantSource clock;
  private final Map<Lease, Instant> turns = new HashMap<>();
  private final Set<Runnable> refused = new LinkedHashSet<>();
  private boolean asked;
  private Instant calmAt;
  private Instant aloneAt = Instant.MIN;

  Suspects(InstantSource clock) {
    this.clock = clock;
    this.calmAt = clock.instant().plus(CALM);
  }

  /** The worker starts. */
  synchronized void start() {
    calmAt = clock.instant().plus(CALM);
  }

  /**
   * How many deaths a job may have for which a queue wants to ask; 0 when it may ask for none now.
   * Each answer above 0 is followed by {@link #answered}.
   *
   * @param wake called when it is worth while to ask again
   */
  synchronized int ask(Runnable wake) {
    Instant now = clock.instant();
    if (asked || turns.values().stream().anyMatch(now::isBefore)) {
      refused.add(wake);
      return 0;
    }
    asked = true;
    boolean alone = turns.isEmpty() || !now.isBefore(aloneAt);
    return alone && !now.isBefore(calmAt) ? ClaimRequest.ANY_DEATHS : 1;
  }

  /** What came of a question: a job that the queue begins after this call, or none. */
  synchronized void answered(Optional<ClaimedJob> suspect) {
    asked = false;
    if (suspect.isPresent()) {
      aloneAt = clock.instant().plus(LONG_TURN);
      turns.put(suspect.get().lease(), aloneAt);
    }
  }

  /**
   * A job begins in its thread. The turn of a suspect counts from here: on a machine that is short
   * of memory or busy a thread may start late, and what was claimed meanwhile would be blamed.
   */
  synchronized void begun(ClaimedJob job) {
    if (turns.containsKey(job.lease())) {
      Instant now = clock.instant();
      aloneAt = now.plus(LONG_TURN);
      turns.put(job.lease(), job.crashes() > 1 ? aloneAt : now.plus(TURN));
    }
  }

  /** A suspect has ended. */
  void ended(ClaimedJob job) {
    synchronized (this) {
      turns.remove(job.lease());
    }
    passOn();
  }

  /** Lets those ask who were refused. */
  void passOn() {
    List<Runnable> next;
    synchronized (this) {
      next = List.copyOf(refused);
      refused.clear();
    }
    next.forEach(Runnable::run);
  }
}
