package dev.hato.jobs.spi;

/**
 * A worker of this process that takes jobs while they are being added: the store adds such a job
 * under the lease of the worker, which starts it after the commit with no round trip for a claim.
 *
 * <p>Each {@link #reserve} that said yes is followed by one {@link #start} or one {@link #cancel}.
 * Thread-safe; none of the calls may block or throw.
 */
public interface Taker {
  /** Under which name and for how long it holds jobs. */
  ClaimRequest.Holder holder();

  /** Keeps room for a job that may run now; false when the job is to wait for a claim. */
  boolean reserve(JobData job);

  /** The job was added, and it is held by this worker: it runs. */
  void start(ClaimedJob job);

  /** The job was not added, or it waits like any other: the room is free again. */
  void cancel(JobData job);
}
