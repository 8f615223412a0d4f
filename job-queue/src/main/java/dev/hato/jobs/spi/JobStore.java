package dev.hato.jobs.spi;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where jobs wait: the port between queues and workers on one side and memory or a database on the
 * other.
 *
 * <p>A job <i>waits</i> until its time, is <i>held</i> by one worker under a {@link Lease}, and
 * then is gone (done), waits again (retry, release, expired lease) or is dead. A store has a clock
 * of its own and measures every lease and every waiting time by it.
 *
 * <p>Methods that settle a job take the lease and return those leases that were <i>refused</i>
 * because the caller no longer holds the job; the others took effect, all or (on an exception)
 * none. All methods are thread-safe and atomic; failures of the medium are unchecked exceptions.
 * {@code JobStoreContract} in the test kit states the rest, and every store passes it.
 */
public interface JobStore {
  /** What this store promises beyond the contract. */
  Capabilities capabilities();

  /** The clock by which it measures; workers on this store use the same. */
  InstantSource clock();

  /**
   * Adds jobs, except those whose uniqueness key is taken by a waiting job of the same type.
   *
   * @return how many were added
   * @throws JobStoreFullException when a bounded store has no room for all of them
   */
  int insert(List<JobData> jobs);

  /**
   * Takes waiting jobs of one queue, those due longest first. Never takes a job while an older one
   * with its ordering key waits or is held, and of the suspects at most one.
   */
  List<ClaimedJob> claim(ClaimRequest request);

  /** Removes held jobs that are done. */
  Set<Lease> complete(Collection<Lease> leases);

  /**
   * Lets held jobs wait again. One whose uniqueness key was taken by a waiting job in the meantime
   * is removed: that other job stands for it.
   */
  Set<Lease> retry(List<RetryOrder> orders);

  /** Moves held jobs to the dead ones. */
  Set<Lease> bury(List<Burial> burials);

  /** Gives held jobs back as if they had not been claimed: the attempt is not counted. */
  Set<Lease> release(Collection<Lease> leases);

  /** Extends leases to {@code lease} from now. */
  Set<Lease> heartbeat(Collection<Lease> leases, Duration lease);

  /**
   * Ends the leases of a worker that is known to be dead: the next {@link #reap} takes its jobs.
   *
   * @return how many jobs it held
   */
  int expire(String worker);

  /**
   * Takes jobs away from workers whose lease has run out.
   *
   * <p>A death is put down to a job that was never under suspicion before, and makes it a suspect;
   * of the suspects that the worker held, it is put down to the one that was claimed last and to no
   * other. A job to which {@code maxCrashes} deaths are put down is dead; the others wait again,
   * after the first death in their old place, then for {@link Reaped#pause}.
   *
   * @param limit at most so many at once
   */
  List<Reaped> reap(int maxCrashes, int limit);

  /** Every queue that has jobs, by name. */
  List<QueueStats> stats();

  /** The jobs that were given up. */
  DeadJobs dead();

  /** What holds for queues in all processes. */
  QueueRules rules();

  /** Jobs that belong together. */
  JobGroups groups();

  /** How many attempts end in a second; a store that keeps no record says nothing. */
  default QueueRates rates() {
    return QueueRates.NONE;
  }

  /**
   * Whether subscribers hear also of what other processes add, so that a look into an empty queue
   * is needed only in case a message was lost. It may change while the store is open.
   */
  default boolean hearsOthers() {
    return !capabilities().shared();
  }

  /** The state of recurring jobs. */
  ScheduleStore schedules();

  /**
   * Calls {@code enqueued} with the name of a queue each time jobs were added to it and can be seen
   * by a claim. A store tells at least of what this process added; the call must return at once.
   */
  Subscription subscribe(Consumer<String> enqueued);

  /**
   * Lets a worker of this process take jobs while they are added: at once after the commit, without
   * a claim. A job is never taken past an older one of its ordering key.
   */
  Subscription attach(Taker taker);

  /** Ends a subscription. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
