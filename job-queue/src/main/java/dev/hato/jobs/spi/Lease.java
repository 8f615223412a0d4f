package dev.hato.jobs.spi;

/**
 * Proof that a worker holds a job: every claim of a job raises its fence, so that a worker that was
 * paused beyond its lease cannot settle what another one has taken over.
 *
 * @param jobId id of the job, unique in its store
 * @param fence fencing token of this claim
 */
public record Lease(long jobId, long fence) {}
