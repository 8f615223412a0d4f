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
import java.util.function.Consumer;

/** A store that fails as often as it is told to and counts the heartbeats that reached it. */
final class ShakyStore implements JobStore {
  final AtomicInteger failures = new AtomicInteger();
  final AtomicInteger memoryFailures = new AtomicInteger();
  final Semaphore heartbeats = new Semaphore(0);
  final CountDownLatch unsubscribed = new CountDownLatch(1);
  private final JobStore store;

  ShakyStore(JobStore store) {
    this.store = store;
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
    Set<Lease> refused = store().heartbeat(leases, lease);
    heartbeats.release();
    return refused;
  }

  @Override
  public int expire(String worker) {
    return store().expire(worker);
  }

  @Override
  public int insert(List<JobData> jobs) {
    return store.insert(jobs);
  }

  @Override
  public List<ClaimedJob> claim(ClaimRequest request) {
    return store().claim(request);
  }

  @Override
  public Set<Lease> complete(Collection<Lease> leases) {
    return store().complete(leases);
  }

  @Override
  public Set<Lease> retry(List<RetryOrder> orders) {
    return store().retry(orders);
  }

  @Override
  public Set<Lease> bury(List<Burial> burials) {
    return store().bury(burials);
  }

  @Override
  public Set<Lease> release(Collection<Lease> leases) {
    return store().release(leases);
  }

  @Override
  public List<Reaped> reap(int maxCrashes, int limit) {
    return store().reap(maxCrashes, limit);
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
