package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.Lease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one queue. A virtual thread claims batches into a small buffer; up to as many as the
 * concurrency take jobs from there, run them and hand the results to the settler. While the store
 * has more than one claim takes, a second thread claims beside the first, so that the next batch is
 * under way while the last one is written.
 *
 * <p>A job that is in the buffer may start at once: what would exceed the limit of its concurrency
 * key goes back to the store, and claims pass over full keys, so that one slow host cannot fill the
 * buffer. A job whose worker died before never waits in the buffer: a claim asks for one only when
 * it is the turn of this queue, see {@link Suspects}, and keeps a place free in which the job
 * begins at once. A queue that is always busy clears one every second.
 */
final class QueueRunner {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final String GOES_ON = "queue {} goes on after an error";
  private static final int LEAST_HELP = 250;
  private static final int RARER_WHEN_TOLD = 5;
  private static final Duration FIRST_POLL = Duration.ofMillis(20);
  private static final Duration FIRST_ERROR_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_ERROR_WAIT = Duration.ofSeconds(5);

  private final QueueLimits limits;
  private final ClaimRequest.Holder holder;
  private final JobStore store;
  private final JobRunner runner;
  private final Held held;
  private final Settler settler;
  private final Suspects suspects;
  private final SuspectPlace place;
  private final Backoff poll;
  private final Duration longestPoll;
  private final Backoff errors = new Backoff(FIRST_ERROR_WAIT, LONGEST_ERROR_WAIT);
  private final Thread claimer;
  private final Thread helper;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<ClaimedJob> buffer = new ArrayDeque<>();
  private final KeyCounts keys;
  private final GivingWay way;
  private final PrefetchGauge gauge = new PrefetchGauge(System.nanoTime());
  private int running;

  /** Jobs that this process is about to add under a lease of ours. */
  private int promised;

  /** Jobs for which claims under way have asked. */
  private int asked;

  private long ended;

  /** Whether older jobs wait in the store. */
  private boolean backlog;

  private boolean awake;
  private boolean stopping;

  QueueRunner(QueueLimits limits, Worker.Parts parts, Duration longestPoll) {
    this.limits = limits;
    this.holder = parts.holder();
    this.store = parts.store();
    this.runner = parts.runner();
    this.held = parts.held();
    this.settler = parts.settlers().of(limits);
    this.suspects = parts.suspects();
    this.place = new SuspectPlace(suspects, this::wakeForSuspects);
    this.longestPoll = longestPoll;
    this.poll =
        new Backoff(
            Collections.min(List.of(FIRST_POLL, longestPoll)),
            longestPoll.multipliedBy(RARER_WHEN_TOLD));
    this.keys = new KeyCounts(limits.heldPerKey(), new KeyRates(limits.rate(), store.clock()));
    this.way = limits.way(parts.lanes());
    this.claimer =
        Thread.ofVirtual()
            .name("jobs-claim-" + limits.queue())
            .unstarted(() -> Complaints.goOn(GOES_ON, limits.queue(), this::claimLoop));
    this.helper =
        Thread.ofVirtual()
            .name("jobs-help-" + limits.queue())
            .unstarted(() -> Complaints.goOn(GOES_ON, limits.queue(), this::helpLoop));
  }

  void start() {
    claimer.start();
    helper.start();
  }

  /** Claims at once what there is to claim. */
  void wake() {
    change(() -> awake = true);
  }

  /** The same, when a job whose worker died waits or may take its turn. */
  void wakeForSuspects() {
    change(place::wanted);
    wake();
  }

  /** Changes what others wait for. */
  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void claimLoop() {
    while (awaitRoom()) {
      Duration pause;
      try {
        pause = claim(1) > 0 ? Duration.ZERO : nextPoll();
        errors.reset();
      } catch (Throwable e) { // a store out of reach, or memory that was short for a moment
        pause = errors.next();
        change(() -> place.answered(Optional.empty())); // when it came before the claim itself
        LOG.error("queue {} cannot claim jobs, next try in {}", limits.queue(), pause, e);
      }
      if (pause.isZero()) {
        poll.reset();
      } else {
        pause(pause);
      }
    }
  }

  /** A store that hears what other processes add is looked into rarely. */
  private Duration nextPoll() {
    Duration next = poll.next();
    return store.hearsOthers() ? next : Collections.min(List.of(next, longestPoll));
  }

  /** Claims beside the other thread while the store has plenty. */
  private void helpLoop() {
    while (awaitPlenty()) {
      try {
        int unused = claim(LEAST_HELP);
      } catch (Throwable e) { // the other thread meets the same and waits before its next try
        LOG.debug("queue {} cannot claim more jobs", limits.queue(), e);
        change(() -> backlog = false);
      }
    }
  }

  /** Keys and suspects are counted by one claim at a time. */
  private boolean awaitPlenty() {
    return await(() -> backlog && asked > 0 && keys.isEmpty() && room() >= LEAST_HELP);
  }

  private boolean awaitRoom() {
    return await(() -> place.isKept() || room() > 0);
  }

  /** Waits until it makes sense to claim; false when the runner stops. */
  private boolean await(BooleanSupplier sensible) {
    lock.lock();
    try {
      while (!stopping && !sensible.getAsBoolean()) {
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
    if (running >= way.jobs() && coming() * 2 > prefetch) {
      return 0;
    }
    return Math.clamp(way.jobs() + prefetch - running - coming(), 0, way.mostAtOnce());
  }

  private int coming() {
    return buffer.size() + promised + asked;
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

  private int claim(int least) {
    Optional<ClaimRequest> asking = request(least);
    if (asking.isEmpty()) {
      return 0;
    }
    ClaimRequest request = asking.get();
    List<ClaimedJob> claimed = List.of();
    List<Lease> excess;
    try {
      claimed = way.claim(() -> store.claim(request));
    } finally {
      excess = accept(claimed, request);
    }
    if (!excess.isEmpty()) {
      store.release(excess);
    }
    return claimed.size();
  }

  private Optional<ClaimRequest> request(int least) {
    lock.lock();
    try {
      int deaths = least == 1 ? place.ask(running < way.jobs()) : 0;
      int max = deaths > 0 ? Math.max(1, room()) : room();
      if (max < least) {
        return Optional.empty();
      }
      asked += max;
      changed.signalAll();
      return Optional.of(new ClaimRequest(limits.queue(), max, holder, keys.room(), deaths));
    } finally {
      lock.unlock();
    }
  }

  /** Buffers jobs, starts threads for them, and returns what cannot start now. */
  private List<Lease> accept(List<ClaimedJob> claimed, ClaimRequest request) {
    List<Lease> excess = new ArrayList<>();
    boolean passOn;
    lock.lock();
    try {
      Optional<ClaimedJob> suspect = Optional.empty();
      asked -= request.max();
      backlog = claimed.size() == request.max();
      for (ClaimedJob job : claimed) {
        if (!admit(job)) {
          excess.add(job.lease());
        } else if (job.crashes() > 0) {
          suspect = Optional.of(job);
        } else {
          held.add(job.lease());
          buffer.add(job);
        }
      }
      passOn = request.mostDeaths() > 0 && place.answered(suspect);
      suspect.ifPresent(this::beginSuspect);
      beginBuffered();
      changed.signalAll(); // who waits for room, which this claim had asked for
    } finally {
      lock.unlock();
    }
    if (passOn) {
      suspects.passOn();
    }
    return excess;
  }

  private void beginSuspect(ClaimedJob job) {
    held.add(job.lease());
    running++;
    begin(job);
  }

  private void beginBuffered() {
    while (taken() < way.jobs() && !buffer.isEmpty()) {
      running++;
      begin(buffer.remove());
    }
  }

  private int taken() {
    return running + (place.isKept() ? 1 : 0);
  }

  /**
   * Gives way to a pressure, or takes its place again; tells how many jobs may run if that changed.
   */
  void yieldTo(IntConsumer told) {
    if (!way.adjust()) {
      return;
    }
    told.accept(way.jobs());
    change(this::beginBuffered);
  }

  boolean yields() {
    return limits.yields();
  }

  boolean takesTurns() {
    return way.takesTurns();
  }

  int mayRun() {
    return way.jobs();
  }

  String queue() {
    return limits.queue();
  }

  private void begin(ClaimedJob first) {
    Thread.ofVirtual().name("job-" + limits.queue()).start(() -> work(first));
  }

  /**
   * Keeps room for a job that this process is about to enqueue: it runs after the commit, or waits
   * in the buffer where that is no longer than what is claimed ahead. Not while older ones wait in
   * the store.
   */
  boolean reserve(JobData job) {
    lock.lock();
    try {
      if (stopping || backlog || !runner.knows(job.type())) {
        return false;
      }
      int most = way.jobs() + gauge.prefetch(System.nanoTime());
      if (running + buffer.size() + promised >= most) {
        backlog = true; // this one; until a claim has found what waits
        return false;
      }
      if (!keys.tryAdd(job.keys().concurrency())) {
        return false;
      }
      promised++;
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
        promised--;
        held.add(job.lease());
        buffer.add(job);
        beginBuffered();
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
    change(
        () -> {
          promised--;
          awake |= keys.cancel(job.keys().concurrency());
        });
  }

  /** Whether a job may run beside those that are held. */
  private boolean admit(ClaimedJob job) {
    return !stopping && keys.tryAdd(job.job().keys().concurrency());
  }

  private void work(ClaimedJob first) {
    suspects.begun(first);
    Optional<ClaimedJob> job = Optional.of(first);
    while (job.isPresent()) {
      ClaimedJob current = job.get();
      try {
        settler.add(way.run(() -> runner.run(current)));
      } catch (Throwable e) { // a policy that throws, memory that is short: the lease runs out
        held.remove(current.lease());
        Complaints.error("{} has no result and runs again", current.lease(), e);
      }
      job = next(current);
    }
  }

  /** The job that the thread of {@code finished} runs next; empty when the thread ends. */
  private Optional<ClaimedJob> next(ClaimedJob finished) {
    if (finished.crashes() > 0) {
      suspects.ended(finished);
    }
    lock.lock();
    try {
      gauge.finishedOne();
      ended++;
      awake |= keys.remove(finished.job().keys().concurrency());
      awake |= finished.crashes() > 0 || place.clear(running >= way.jobs());
      Optional<ClaimedJob> next =
          taken() > way.jobs() ? Optional.empty() : Optional.ofNullable(buffer.poll());
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

  /** Whether jobs are held that have not begun. */
  boolean hasReady() {
    lock.lock();
    try {
      return !buffer.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** How many attempts have ended since the start. */
  long ended() {
    lock.lock();
    try {
      return ended;
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

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
  }

  /** Waits until the last job has ended; false when {@code nanos} passed before. */
  boolean awaitIdle(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    lock.lock();
    try {
      long left = nanos;
      while (running + promised > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (running + promised > 0) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    return claimer.join(left(deadline)) && helper.join(left(deadline));
  }
}
