package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.QueueRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs: claims them from a store, calls their handlers on virtual threads and writes what
 * became of them.
 *
 * <pre>{@code
 * Worker worker = Worker.newBuilder(store)
 *     .queue("mail", 4)
 *     .handler(SEND_MAIL, (mail, context) -> { send(mail); return JobOutcome.done(); })
 *     .build();
 * worker.start();
 * }</pre>
 *
 * <p><b>The promise.</b> A job that was enqueued is run at least once. A worker holds its jobs
 * under leases and renews them at a third of their length; when a worker dies, another one finds
 * its jobs when their leases have run out (30 s by default, found within 10 s more). A worker that
 * is started under the name of one that died takes over its jobs at once. Every claim gets a new
 * fencing token, so that a worker that was paused and wakes up cannot settle what another one has
 * taken over.
 *
 * <p><b>Jobs that kill.</b> What a worker held when it died is suspect from then on, and suspects
 * are begun one after the other in all queues of a worker, so that the next death can be put down
 * to one of them. A job to which three deaths are put down is quarantined among the dead jobs; the
 * third counts only in a worker that had lived for twenty seconds. An orderly end is no death,
 * unless a handler asked for it by {@code System.exit}.
 *
 * <p><b>The cost.</b> Claims and results are written in batches: one commit for all that became
 * ready while the previous commit was under way. A worker that has nothing to do polls each queue
 * with a growing interval of up to 200 ms, or a second when the store tells what other processes
 * add. What its own process enqueues wakes it; while it has room it takes such a job with the
 * insert, so that the job starts right after the commit and costs no claim.
 *
 * <p>What a handler throws, a payload that cannot be read, a type without handler, a store that is
 * out of reach: none of these ends a worker. Thread-safe.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(25);
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(3);

  private static final Duration TURN_PATIENCE = Duration.ofMillis(20);

  private enum State {
    NEW,
    RUNNING,
    STOPPED
  }

  private final Parts parts;
  private final Ledger ledger;
  private final Scheduler scheduler;
  private final Reaper reaper;
  private final Keeper keeper;
  private final List<QueueLimits> limits;
  private final List<QueueRule> rules;
  private final Map<String, QueueRunner> queues = new LinkedHashMap<>();
  private final List<JobStore.Subscription> subscriptions = new ArrayList<>();
  private State state = State.NEW;

  Worker(WorkerBuilder builder) {
    JobStore store = builder.store();
    SafeListener listener = new SafeListener(builder.listener());
    Held held = new Held();
    Judge judge = new Judge(store.clock(), builder.random(), builder.maxCrashes());
    this.ledger = new Ledger(store, listener);
    Optional<Lanes> lanes =
        builder
            .foreground()
            .map(foreground -> Lanes.of(foreground, this::mostInTurn, TURN_PATIENCE));
    this.parts =
        new Parts(
            store,
            new ClaimRequest.Holder(builder.name(), builder.lease()),
            held,
            new JobRunner(builder.bindings(), judge, store.clock(), held, listener),
            settlers(held, builder.lease(), lanes),
            lanes,
            new Suspects(store.clock()));
    this.reaper = new Reaper(store, listener, builder.maxCrashes(), this::wakeForSuspects);
    this.scheduler = new Scheduler(store, builder.name(), builder.recurring());
    this.keeper =
        new Keeper(
            parts,
            reaper,
            scheduler,
            builder.keepDead(),
            new Keeper.Queues(
                () -> adjust(listener),
                new PaceMeter(store.rates(), builder.name(), queues.values())));
    this.limits = builder.queues();
    this.rules = builder.rules();
    for (QueueLimits limit : limits) {
      queues.put(limit.queue(), new QueueRunner(limit, parts, builder.pollInterval()));
    }
  }

  /** What the threads of a worker share. */
  record Parts(
      JobStore store,
      ClaimRequest.Holder holder,
      Held held,
      JobRunner runner,
      Settlers settlers,
      Optional<Lanes> lanes,
      Suspects suspects) {}

  private Settlers settlers(Held held, Duration patience, Optional<Lanes> lanes) {
    Settler usual =
        new Settler(
            ledger,
            held,
            patience,
            Settler.Pace.usual(() -> hasReady(queue -> lanes.isEmpty() || !queue.yields())),
            this::settled);
    return new Settlers(
        usual,
        lanes.map(
            shared ->
                new Settler(
                    ledger,
                    held,
                    patience,
                    Settler.Pace.inTurns(
                        this::takesTurns, () -> hasReady(QueueRunner::yields), shared.statements()),
                    this::settled)));
  }

  private boolean hasReady(Predicate<QueueRunner> which) {
    return queues.values().stream().filter(which).anyMatch(QueueRunner::hasReady);
  }

  private boolean takesTurns() {
    return queues.values().stream().anyMatch(QueueRunner::takesTurns);
  }

  /** As many as the queue may run that may run most of those that take turns. */
  private int mostInTurn() {
    return queues.values().stream()
        .filter(QueueRunner::takesTurns)
        .mapToInt(QueueRunner::mayRun)
        .max()
        .orElse(1);
  }

  private void adjust(SafeListener listener) {
    for (QueueRunner queue : queues.values()) {
      queue.yieldTo(concurrency -> listener.yielded(queue.queue(), concurrency));
    }
  }

  /** Starts to describe a worker on a store. */
  public static WorkerBuilder newBuilder(JobStore store) {
    return new WorkerBuilder(store);
  }

  /**
   * Starts to run jobs; returns at once.
   *
   * @throws IllegalStateException when it was started before
   */
  public synchronized void start() {
    if (state != State.NEW) {
      throw new IllegalStateException("a worker starts once; build another one");
    }
    state = State.RUNNING;
    rules.forEach(rule -> parts.store().rules().limit(rule.queue(), rule.running(), rule.perKey()));
    quietly("take over the jobs of its former life", this::expireFormerLife);
    parts.lanes().ifPresent(Lanes::start);
    parts.settlers().start();
    parts.suspects().start();
    subscriptions.add(parts.store().subscribe(this::wake));
    queues.values().forEach(QueueRunner::start);
    keeper.start();
    subscriptions.add(parts.store().attach(new FreshJobs(parts.holder(), queues)));
  }

  /**
   * What is held under its name before it holds anything was held by one that died. It is given
   * back before anything is claimed: its death would be put down to what this one begins.
   */
  private void expireFormerLife() {
    int left = parts.store().expire(parts.holder().worker());
    if (left > 0) {
      LOG.info("{} jobs were under way when this worker ended last time; they run again", left);
    }
    reaper.reap(); // also what has run out by itself meanwhile
  }

  /** Looks for jobs in all queues now instead of at the next poll. */
  public void wake() {
    queues.values().forEach(QueueRunner::wake);
  }

  private void wake(String queue) {
    QueueRunner runner = queues.get(queue);
    if (runner != null) {
      runner.wake();
    }
  }

  private void wakeForSuspects(String queue) {
    QueueRunner runner = queues.get(queue);
    if (runner != null) {
      runner.wakeForSuspects();
    }
  }

  /** A job with an ordering key leaves: the next in line may run. */
  private void settled(Settlement settlement) {
    if (!settlement.job().job().keys().ordering().isEmpty()
        || settlement.verdict() instanceof Verdict.Again again && again.after().isZero()) {
      wake(settlement.job().job().queue());
    }
  }

  /**
   * Stops in good order: takes no more jobs, gives back those that have not begun, and waits for
   * those that run. What still runs after {@code limit} is given back to the store and interrupted;
   * its results count for nothing. A second call does nothing.
   *
   * @return whether all running jobs ended by themselves
   */
  public synchronized boolean drain(Duration limit) {
    boolean running = state == State.RUNNING;
    state = State.STOPPED;
    if (!running) {
      return true;
    }
    long deadline = System.nanoTime() + limit.toNanos();
    subscriptions
        .reversed()
        .forEach(JobStore.Subscription::close); // takes nothing more, then hears nothing
    queues.values().forEach(queue -> quietly("give jobs back", queue::stopClaiming));
    parts.lanes().ifPresent(Lanes::stop); // what waits for one goes on within 20 ms
    boolean orderly = true;
    try {
      for (QueueRunner queue : queues.values()) {
        orderly &= queue.awaitIdle(Math.max(1, deadline - System.nanoTime()));
      }
      if (!orderly) {
        abandon(parts.held().running());
      }
      orderly &= parts.settlers().stop(FLUSH_LIMIT);
      keeper.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return orderly;
  }

  private void abandon(List<Lease> late) {
    LOG.warn("{} jobs did not end in time; they are given back and run again", late.size());
    quietly("settle what ends the process", () -> parts.held().killers().forEach(this::write));
    parts.held().remove(late);
    quietly("give jobs back", () -> parts.store().release(late));
    parts.held().interrupt(late, "the worker stops");
  }

  private static void quietly(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("a worker could not {}; their leases run out", what, e);
    }
  }

  /**
   * Runs in the calling thread, one after the other, all jobs that may run now, including recurring
   * ones that are due and those that handlers enqueue meanwhile; timeouts are not watched. For
   * tests and commands.
   *
   * @return how many attempts were made
   * @throws IllegalStateException when the worker was started
   */
  public synchronized int runPending() {
    if (state != State.NEW) {
      throw new IllegalStateException("a worker that was started runs its jobs by itself");
    }
    reaper.reap();
    scheduler.tick();
    int total = 0;
    int ran;
    do {
      ran = 0;
      for (QueueLimits limit : limits) {
        ran += runSome(limit);
      }
      total += ran;
    } while (ran > 0);
    return total;
  }

  private int runSome(QueueLimits limit) {
    ClaimRequest request =
        new ClaimRequest(
            limit.queue(),
            limit.concurrency(),
            parts.holder(),
            KeyRoom.UNLIMITED,
            ClaimRequest.ANY_DEATHS);
    List<ClaimedJob> claimed = parts.store().claim(request);
    for (ClaimedJob job : claimed) {
      write(parts.runner().run(job));
    }
    return claimed.size();
  }

  private void write(Settlement settlement) {
    ledger.steps(List.of(settlement)).forEach(Ledger.Step::write);
  }

  /** {@link #drain} within 25 seconds. */
  @Override
  public void close() {
    drain(CLOSE_LIMIT);
  }
}
