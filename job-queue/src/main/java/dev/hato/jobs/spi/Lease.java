package dev.hato.jobs.spi;

/**
 * Proof that a worker holds a job: every claim has a higher fence than all claims before it, so
 * that a worker that was paused beyond its lease cannot settle what another one has taken over, and
 * the store knows which job a worker began last.
 *
 * @param jobId id of the job, unique in its store
 * @param fence fencing token of this claim
 */
public record Lease(long jobId, long fence) {}
