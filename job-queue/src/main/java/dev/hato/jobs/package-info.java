/**
 * Durable background jobs. A {@link dev.hato.jobs.JobType} is shared by who enqueues on a {@link
 * dev.hato.jobs.JobQueue} and by the {@link dev.hato.jobs.JobHandler} that a worker calls.
 */
@NullMarked
package dev.hato.jobs;

import org.jspecify.annotations.NullMarked;
