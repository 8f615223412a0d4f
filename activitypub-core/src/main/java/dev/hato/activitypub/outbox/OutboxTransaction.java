package dev.hato.activitypub.outbox;

import dev.hato.jobs.JobQueue;

/**
 * The caller's transaction as {@link Outbox} needs it: what is put and enqueued here commits or
 * rolls back together with the caller's own data.
 */
public interface OutboxTransaction {
  /** The queue that takes jobs in this transaction. */
  JobQueue jobs();

  /** The payloads that are stored in this transaction. */
  ActivityPayloads payloads();
}
