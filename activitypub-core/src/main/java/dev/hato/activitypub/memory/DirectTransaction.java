package dev.hato.activitypub.memory;

import dev.hato.activitypub.outbox.ActivityPayloads;
import dev.hato.activitypub.outbox.OutboxTransaction;
import dev.hato.jobs.JobQueue;

/**
 * No transaction at all: what is put and enqueued counts at once. For applications that keep
 * nothing in a database.
 *
 * @param jobs any queue
 * @param payloads any payloads
 */
public record DirectTransaction(JobQueue jobs, ActivityPayloads payloads)
    implements OutboxTransaction {}
