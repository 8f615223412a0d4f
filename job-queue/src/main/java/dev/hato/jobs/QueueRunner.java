package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.Lease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one queue. One virtual thread claims batches into a small buffer; up to as many as the
 * concurrency take jobs from there, run them and hand the results to the settler. A job that is in
 * the buffer may start at once: what would exceed the limit of its concurrency key goes back to the
 * store, and claims pass over full keys, so that one slow host cannot fill the buffer. The same
 * goes for jobs whose worker died: one at a time, so that of many that died together only the one
 * that does it meets the fate of a killer.
 */
final class QueueRunner {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration FIRST_POLL = Duration.ofMillis(20);
  private static final Duration FIRST_ERROR_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_ERROR_WAIT = Duration.ofSeconds(5);

  private final QueueLimits limits;
  private final ClaimRequest.Holder holder;
  private final JobStore store;
  private final JobRunner runner;
  private final Held held;
  private final Settler settler;
  private final Backoff poll;
  private final Backoff errors = new Backoff(FIRST_ERROR_WAIT, LONGEST_ERROR_WAIT);
  private final Thread claimer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<ClaimedJob> buffer = new ArrayDeque<>();
  private final KeyCounts keys;
  private final YieldingLimit concurrency;
  private final PrefetchGauge gauge = new PrefetchGauge(System.nanoTime());
  private int running;
  private boolean suspectHeld;
  private boolean backlog;
  private boolean awake;
  private boolean stopping;

  QueueRunner(QueueLimits limits, Worker.Parts parts, Duration longestPoll) {
    this.limits = limits;
    this.holder = parts.holder();
    this.store = parts.store();
    this.runner = parts.runner();
    this.held = parts.held();
    this.settler = parts.settler();
    this.poll = new Backoff(min(FIRST_POLL, longestPoll), longestPoll);
    this.keys = new KeyCounts(limits.perKey(), new KeyRates(limits.rate(), store.clock()));
    this.concurrency =
        new YieldingLimit(
            limits.yielding().floor(), limits.concurrency(), limits.yielding().pressure());
    this.claimer = Thread.ofVirtual().name("jobs-claim-" + limits.queue()).unstarted(this::claimOn);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  void start() {
    claimer.start();
  }

  /** Claims at once what there is to claim. */
  void wake() {
    lock.lock();
    try {
      awake = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Goes on after an error of the loop itself, such as memory that was short for a moment. */
  private void claimOn() {
    boolean ended = false;
    while (!ended) {
      try {
        claimLoop();
        ended = true;
      } catch (Throwable e) {
        Complaints.error("queue {} goes on after an error", limits.queue(), e);
      }
    }
  }

  private void claimLoop() {
    while (awaitRoom()) {
      Duration pause;
      try {
        pause = claim() > 0 ? Duration.ZERO : poll.next();
        errors.reset();
      } catch (Throwable e) { // a store out of reach, or memory that was short for a moment
        pause = errors.next();
        LOG.error("queue {} cannot claim jobs, next try in {}", limits.queue(), pause, e);
      }
      if (pause.isZero()) {
        poll.reset();
      } else {
        pause(pause);
      }
    }
  }

  /** Waits until it makes sense to claim; false when the runner stops. */
  private boolean awaitRoom() {
    lock.lock();
    try {
      while (!stopping && room() == 0) {
        changed.awaitUninterruptibly();
      }
      return !stopping;
    } finally {
      lock.unlock();
    }
  }

  /** How many jobs to claim now: none while all are busy and the buffer is half full. */
  private int room() {
    int prefetch = gauge.prefetch(System.nanoTime());
    if (running >= concurrency.get() && buffer.size() * 2 > prefetch) {
      return 0;
    }
    return Math.max(0, concurrency.get() + prefetch - running - buffer.size());
  }

  private void pause(Duration duration) {
    lock.lock();
    try {
      long nanos = duration.toNanos();
      while (!stopping && !awake && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      if (awake) {
        awake = false;
        poll.reset();
      }
    } catch (InterruptedException e) {
      LOG.debug("an early end of a pause does no harm", e);
    } finally {
      lock.unlock();
    }
  }

  private int claim() {
    Optional<ClaimRequest> request = request();
    if (request.isEmpty()) {
      return 0;
    }
    List<ClaimedJob> claimed = store.claim(request.get());
    List<Lease> excess = accept(claimed, claimed.size() == request.get().max());
    if (!excess.isEmpty()) {
      store.release(excess);
    }
    return claimed.size();
  }

  private Optional<ClaimRequest> request() {
    lock.lock();
    try {
      int max = room();
      return max == 0
          ? Optional.empty()
          : Optional.of(new ClaimRequest(limits.queue(), max, holder, keys.room(), !suspectHeld));
    } finally {
      lock.unlock();
    }
  }

  /** Buffers jobs, starts threads for them, and returns what cannot start now. */
  private List<Lease> accept(List<ClaimedJob> claimed, boolean more) {
    List<Lease> excess = new ArrayList<>();
    lock.lock();
    try {
      backlog = more;
      for (ClaimedJob job : claimed) {
        if (admit(job)) {
          held.add(job.lease());
          buffer.add(job);
        } else {
          excess.add(job.lease());
        }
      }
      beginBuffered();
    } finally {
      lock.unlock();
    }
    return excess;
  }

  private void beginBuffered() {
    while (running < concurrency.get() && !buffer.isEmpty()) {
      running++;
      begin(buffer.remove());
    }
  }

  /**
   * Gives way to a pressure, or takes its place again; tells how many jobs may run if that changed.
   */
  void yieldTo(IntConsumer told) {
    if (!concurrency.adjust()) {
      return;
    }
    told.accept(concurrency.get());
    lock.lock();
    try {
      beginBuffered();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  String queue() {
    return limits.queue();
  }

  private void begin(ClaimedJob first) {
    Thread.ofVirtual().name("job-" + limits.queue()).start(() -> work(first));
  }

  /**
   * Keeps room for a job that this process is about to enqueue. Not while others wait for room:
   * those are older.
   */
  boolean reserve(JobData job) {
    lock.lock();
    try {
      if (stopping
          || backlog
          || running >= concurrency.get()
          || !buffer.isEmpty()
          || !runner.knows(job.type())
          || !keys.tryAdd(job.keys().concurrency())) {
        return false;
      }
      running++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Runs a job for which room was kept; gives it back when the runner stops meanwhile. */
  void startReserved(ClaimedJob job) {
    lock.lock();
    try {
      if (!stopping) {
        held.add(job.lease());
        begin(job);
        return;
      }
    } finally {
      lock.unlock();
    }
    try {
      store.release(List.of(job.lease()));
    } catch (RuntimeException e) {
      LOG.warn("{} could not be given back; its lease runs out", JobInfo.of(job), e);
    }
    cancel(job.job());
  }

  /** Gives back the room that was kept for a job. */
  void cancel(JobData job) {
    lock.lock();
    try {
      running--;
      awake |= keys.cancel(job.keys().concurrency());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a job may run beside those that are held. */
  private boolean admit(ClaimedJob job) {
    boolean suspect = job.crashes() > 0;
    if (stopping || !keys.tryAdd(job.job().keys().concurrency())) {
      return false;
    }
    suspectHeld |= suspect;
    return true;
  }

  private void work(ClaimedJob first) {
    Optional<ClaimedJob> job = Optional.of(first);
    while (job.isPresent()) {
      ClaimedJob current = job.get();
      try {
        settler.add(runner.run(current));
      } catch (
          Throwable e) { // a retry policy that throws, memory that is short: the lease runs out
        held.remove(current.lease());
        Complaints.error("{} has no result and runs again", current.lease(), e);
      }
      job = next(current);
    }
  }

  /** The job that the thread of {@code finished} runs next; empty when the thread ends. */
  private Optional<ClaimedJob> next(ClaimedJob finished) {
    lock.lock();
    try {
      gauge.finishedOne();
      awake |= keys.remove(finished.job().keys().concurrency());
      if (finished.crashes() > 0) {
        suspectHeld = false;
        awake = true;
      }
      Optional<ClaimedJob> next =
          running > concurrency.get() ? Optional.empty() : Optional.ofNullable(buffer.poll());
      if (next.isEmpty()) {
        running--;
      }
      if (awake || stopping || room() > 0) {
        changed.signalAll();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Claims nothing more and gives the buffered jobs back. */
  void stopClaiming() {
    List<Lease> unstarted = new ArrayList<>();
    lock.lock();
    try {
      stopping = true;
      buffer.forEach(job -> unstarted.add(job.lease()));
      buffer.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (!unstarted.isEmpty()) {
      held.remove(unstarted);
      store.release(unstarted);
    }
  }

  /** Waits until the last job has ended; false when {@code nanos} passed before. */
  boolean awaitIdle(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    lock.lock();
    try {
      long left = nanos;
      while (running > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (running > 0) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    return claimer.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
  }
}
