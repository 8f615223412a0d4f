package dev.hato.jobs;

import dev.hato.jobs.spi.Burial;
import dev.hato.jobs.spi.Capabilities;
import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.DeadJobs;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobGroups;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.QueueRules;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.spi.Reaped;
import dev.hato.jobs.spi.RetryOrder;
import dev.hato.jobs.spi.ScheduleStore;
import dev.hato.jobs.spi.Taker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store that fails as often as it is told to, or stops, and counts heartbeats that reached it.
 */
final class ShakyStore implements JobStore {
  final AtomicInteger failures = new AtomicInteger();
  final AtomicInteger memoryFailures = new AtomicInteger();
  final Semaphore heartbeats = new Semaphore(0);
  final CountDownLatch unsubscribed = new CountDownLatch(1);
  private final ReadWriteLock calls = new ReentrantReadWriteLock();
  private final JobStore store;

  ShakyStore(JobStore store) {
    this.store = store;
  }

  /** Runs a task while every worker is stopped between two calls of the store, as by a signal. */
  <T> T whileWorkersAreStopped(Supplier<T> task) {
    calls.writeLock().lock();
    try {
      return task.get();
    } finally {
      calls.writeLock().unlock();
    }
  }

  private <T> T call(Function<JobStore, T> operation) {
    calls.readLock().lock();
    try {
      return operation.apply(store());
    } finally {
      calls.readLock().unlock();
    }
  }

  private JobStore store() {
    if (memoryFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new OutOfMemoryError("another thread took it all");
    }
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("the store is out of reach");
    }
    return store;
  }

  @Override
  public Set<Lease> heartbeat(Collection<Lease> leases, Duration lease) {
    Set<Lease> refused = call(to -> to.heartbeat(leases, lease));
    heartbeats.release();
    return refused;
  }

  @Override
  public int expire(String worker) {
    return call(to -> to.expire(worker));
  }

  @Override
  public int insert(List<JobData> jobs) {
    return store.insert(jobs);
  }

  @Override
  public List<ClaimedJob> claim(ClaimRequest request) {
    return call(to -> to.claim(request));
  }

  @Override
  public Set<Lease> complete(Collection<Lease> leases) {
    return call(to -> to.complete(leases));
  }

  @Override
  public Set<Lease> retry(List<RetryOrder> orders) {
    return call(to -> to.retry(orders));
  }

  @Override
  public Set<Lease> bury(List<Burial> burials) {
    return call(to -> to.bury(burials));
  }

  @Override
  public Set<Lease> release(Collection<Lease> leases) {
    return call(to -> to.release(leases));
  }

  @Override
  public List<Reaped> reap(int maxCrashes, int limit) {
    return call(to -> to.reap(maxCrashes, limit));
  }

  @Override
  public Capabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public InstantSource clock() {
    return store.clock();
  }

  @Override
  public List<QueueStats> stats() {
    return store.stats();
  }

  @Override
  public DeadJobs dead() {
    return store.dead();
  }

  @Override
  public QueueRules rules() {
    return store.rules();
  }

  @Override
  public JobGroups groups() {
    return store.groups();
  }

  @Override
  public ScheduleStore schedules() {
    return store.schedules();
  }

  @Override
  public Subscription subscribe(Consumer<String> enqueued) {
    Subscription subscription = store.subscribe(enqueued);
    return () -> {
      subscription.close();
      unsubscribed.countDown();
    };
  }

  @Override
  public Subscription attach(Taker taker) {
    return store.attach(taker);
  }
}
