package dev.hato.jobs.memory;

import dev.hato.jobs.spi.Blame;
import dev.hato.jobs.spi.Burial;
import dev.hato.jobs.spi.Capabilities;
import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.DeadJobs;
import dev.hato.jobs.spi.EnqueueSignals;
import dev.hato.jobs.spi.Intake;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobGroups;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.JobStoreFullException;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.QueueRates;
import dev.hato.jobs.spi.QueueRule;
import dev.hato.jobs.spi.QueueRules;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.spi.Reaped;
import dev.hato.jobs.spi.RetryOrder;
import dev.hato.jobs.spi.ScheduleStore;
import dev.hato.jobs.spi.Taker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The job store of one process: as fast as a map, bounded, and lost when the process ends. One lock
 * guards everything, since each operation is short.
 */
public final class InMemoryJobStore implements JobStore {
  /** How many jobs a store holds when nothing else is said. */
  public static final int DEFAULT_CAPACITY = 100_000;

  private static final Capabilities CAPABILITIES = new Capabilities(false, false, false);

  private final ReentrantLock lock = new ReentrantLock();
  private final RowSet rows = new RowSet();
  private final EnqueueSignals signals = new EnqueueSignals();
  private final InstantSource clock;
  private final int capacity;
  private final InMemoryDeadJobs dead;
  private final InMemorySchedules schedules;
  private final InMemoryRules rules;
  private final InMemoryRates rates;
  private final InMemoryGroups groups = new InMemoryGroups();

  /** A store for at most {@link #DEFAULT_CAPACITY} jobs. */
  public InMemoryJobStore(InstantSource clock) {
    this(clock, DEFAULT_CAPACITY);
  }

  /**
   * A bounded store.
   *
   * @param capacity most living jobs at a time; as many dead ones are kept, the oldest give way
   */
  public InMemoryJobStore(InstantSource clock, int capacity) {
    this.clock = Objects.requireNonNull(clock, "clock");
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
    }
    this.capacity = capacity;
    this.dead = new InMemoryDeadJobs(clock, capacity, this::revive);
    this.schedules = new InMemorySchedules(clock, job -> insert(List.of(job)));
    this.rates = new InMemoryRates(clock);
    this.rules = new InMemoryRules(queue -> signals.announce(List.of(queue)));
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public int insert(List<JobData> jobs) {
    Intake intake = signals.intake(jobs, clock.instant());
    int added;
    try {
      added = locked(() -> add(jobs.size(), intake));
    } catch (RuntimeException e) {
      intake.rolledBack();
      throw e;
    }
    intake.committed();
    return added;
  }

  private int add(int count, Intake intake) {
    if (rows.size() + count > capacity) {
      throw new JobStoreFullException(capacity, rows.size(), count);
    }
    Instant now = clock.instant();
    int added = 0;
    for (Intake.Offer offer : intake.offers()) {
      if (rules.areFree(offer.job().queue()) && rows.isFreeLine(offer.job().keys().ordering())) {
        intake.held(offer, hold(rows.add(offer.job(), now).orElseThrow(), offer.taker(), now));
        added++;
      }
    }
    intake.decline();
    for (JobData job : intake.waiting()) {
      if (groups.admits(job) && rows.add(job, now).isPresent()) {
        groups.added(job);
        added++;
      }
    }
    intake.waiting().forEach(job -> endGroup(job.keys().group()));
    return added;
  }

  private boolean revive(JobData job) {
    return locked(
        () -> {
          if (groups.admits(job) && !InMemoryGroups.isLast(job)) {
            groups.revived(job);
          }
          return insert(List.of(job)) == 1;
        });
  }

  /** Lets the last job of a group run when the others are done or dead. */
  private void endGroup(String group) {
    if (!group.isEmpty() && groups.isOver(group)) {
      rows.waitingOf(group).stream()
          .filter(row -> InMemoryGroups.isLast(row.job))
          .forEach(row -> rows.move(row, clock.instant()));
    }
  }

  private void left(Row row, Consumer<JobData> count) {
    rows.remove(row);
    if (!InMemoryGroups.isLast(row.job)) {
      count.accept(row.job);
      endGroup(row.job.keys().group());
    }
  }

  private ClaimedJob hold(Row row, Taker taker, Instant now) {
    return rows.hold(row, taker.holder().worker(), now.plus(taker.holder().lease()));
  }

  @Override
  public List<ClaimedJob> claim(ClaimRequest request) {
    return locked(() -> take(request, clock.instant()));
  }

  private List<ClaimedJob> take(ClaimRequest request, Instant now) {
    List<Row> taken = new ArrayList<>();
    int mostDeaths = request.mostDeaths();
    QueueRule rule = rules.of(request.queue());
    int max = Math.min(request.max(), rule.paused() ? 0 : rule.running() - heldOf(rule));
    KeyRoom.Taking taking = request.keys().taking();
    KeyRoom.Taking takingEverywhere = roomEverywhere(rule).taking();
    for (Row row : rows.waiting(request.queue())) {
      if (taken.size() >= max || row.runAt.isAfter(now)) {
        break;
      }
      if (row.crashes <= mostDeaths
          && rows.isFirstInLine(row)
          && takingEverywhere.hasRoom(row.job.keys().concurrency())
          && taking.tryTake(row.job.keys().concurrency())) {
        takingEverywhere.take(row.job.keys().concurrency());
        taken.add(row);
        mostDeaths = row.isSuspect() ? 0 : mostDeaths;
      }
    }
    ClaimRequest.Holder holder = request.holder();
    Instant until = now.plus(holder.lease());
    return taken.stream().map(row -> rows.hold(row, holder.worker(), until)).toList();
  }

  private int heldOf(QueueRule rule) {
    return rule.running() == QueueRule.UNLIMITED ? 0 : rows.heldIn(rule.queue()).size();
  }

  private KeyRoom roomEverywhere(QueueRule rule) {
    return rule.perKey() == QueueRule.UNLIMITED
        ? KeyRoom.UNLIMITED
        : new KeyRoom(rule.perKey(), Row.countKeys(rows.heldIn(rule.queue())));
  }

  @Override
  public Set<Lease> complete(Collection<Lease> leases) {
    return locked(() -> settle(leases, lease -> lease, (row, lease) -> left(row, groups::done)));
  }

  @Override
  public Set<Lease> retry(List<RetryOrder> orders) {
    return locked(() -> settle(orders, RetryOrder::lease, this::putBack));
  }

  private void putBack(Row row, RetryOrder order) {
    row.crashes += order.crash() ? 1 : 0;
    rows.putBack(row, clock.instant().plus(order.after()));
  }

  @Override
  public Set<Lease> bury(List<Burial> burials) {
    return locked(() -> settle(burials, Burial::lease, (row, burial) -> bury(row, burial.error())));
  }

  private void bury(Row row, String error) {
    left(row, groups::failed);
    dead.add(row.dead(error, clock.instant()));
  }

  @Override
  public Set<Lease> release(Collection<Lease> leases) {
    return locked(() -> settle(leases, lease -> lease, (row, lease) -> giveBack(row)));
  }

  private void giveBack(Row row) {
    row.attempts--;
    rows.putBack(row, row.runAt);
  }

  @Override
  public Set<Lease> heartbeat(Collection<Lease> leases, Duration lease) {
    return locked(
        () -> {
          Instant until = clock.instant().plus(lease);
          return settle(leases, held -> held, (row, held) -> row.leaseUntil = until);
        });
  }

  @Override
  public int expire(String worker) {
    return locked(
        () -> {
          Instant now = clock.instant();
          List<Row> left = rows.heldBy(worker);
          left.forEach(row -> row.leaseUntil = now);
          return left.size();
        });
  }

  @Override
  public List<Reaped> reap(int maxCrashes, int limit) {
    return locked(
        () -> {
          Blame blame = rows.blame();
          return rows.expired(clock.instant(), limit).stream()
              .map(row -> reap(row, blame, maxCrashes))
              .toList();
        });
  }

  private Reaped reap(Row row, Blame blame, int maxCrashes) {
    int before = row.crashes;
    row.crashes = blame.crashes(before, row.worker, row.fence);
    boolean buried = row.crashes > before && row.crashes >= maxCrashes;
    if (buried) {
      bury(row, Reaped.quarantineReason(row.crashes));
    } else {
      rows.putBack(row, Reaped.againAt(row.runAt, clock.instant(), row.crashes));
    }
    return new Reaped(row.id, row.job.type(), row.job.queue(), row.attempts, buried);
  }

  @Override
  public List<QueueStats> stats() {
    return locked(() -> rows.stats(clock.instant(), dead.counts()));
  }

  @Override
  public DeadJobs dead() {
    return dead;
  }

  @Override
  public QueueRules rules() {
    return rules;
  }

  @Override
  public JobGroups groups() {
    return new JobGroups() {
      @Override
      public Optional<Progress> progress(String name) {
        return locked(() -> groups.progress(name));
      }

      @Override
      public int cancel(String name) {
        return locked(() -> cancelGroup(name));
      }

      @Override
      public void forget(String name) {
        lock.lock();
        try {
          groups.forget(name);
        } finally {
          lock.unlock();
        }
      }
    };
  }

  private int cancelGroup(String name) {
    List<Row> waiting = rows.waitingOf(name);
    waiting.forEach(rows::remove);
    long members = waiting.stream().filter(row -> !InMemoryGroups.isLast(row.job)).count();
    groups.cancelled(name, (int) members);
    return waiting.size();
  }

  @Override
  public QueueRates rates() {
    return rates;
  }

  @Override
  public ScheduleStore schedules() {
    return schedules;
  }

  @Override
  public Subscription subscribe(Consumer<String> enqueued) {
    return signals.subscribe(enqueued);
  }

  @Override
  public Subscription attach(Taker taker) {
    return signals.attach(taker);
  }

  /** Does something to each held job and returns the leases under which none is held. */
  private <S> Set<Lease> settle(
      Collection<S> orders, Function<S, Lease> leaseOf, BiConsumer<Row, S> action) {
    Set<Lease> refused = new HashSet<>();
    for (S order : orders) {
      Lease lease = leaseOf.apply(order);
      rows.held(lease).ifPresentOrElse(row -> action.accept(row, order), () -> refused.add(lease));
    }
    return refused;
  }

  private <R> R locked(Supplier<R> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
