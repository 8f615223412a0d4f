package dev.hato.jobs;

import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobGroups;
import dev.hato.jobs.spi.JobKeys;
import java.time.Instant;
import java.util.Objects;

/**
 * What is enqueued: a type with a payload, and optionally a time and keys.
 *
 * <pre>{@code
 * queue.enqueue(Job.of(DELIVER, delivery).orderingKey(inbox).concurrencyKey(host));
 * }</pre>
 *
 * @param type what kind of job
 * @param payload what the handler gets
 * @param runAt earliest start; a moment in the past means now
 * @param keys what ties it to other jobs
 */
public record Job<T>(JobType<T> type, T payload, Instant runAt, JobKeys keys) {
  public Job {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(runAt, "runAt");
    Objects.requireNonNull(keys, "keys");
  }

  /** A job that may run now and has no keys. */
  public static <T> Job<T> of(JobType<T> type, T payload) {
    return new Job<>(type, payload, Instant.EPOCH, JobKeys.NONE);
  }

  /** The same job, not to start before {@code time}. */
  public Job<T> runAt(Instant time) {
    return new Job<>(type, payload, time, keys);
  }

  /** The same job in a line: it starts when all older jobs with this key are gone. */
  public Job<T> orderingKey(String key) {
    return new Job<>(type, payload, runAt, keys.withOrdering(requireKey(key)));
  }

  /** The same job, not added when one of its type with this key waits already. */
  public Job<T> uniquenessKey(String key) {
    return new Job<>(type, payload, runAt, keys.withUniqueness(requireKey(key)));
  }

  /** The same job, not added when one of its type with this key waits or runs already. */
  public Job<T> uniqueUntilDone(String key) {
    return new Job<>(type, payload, runAt, keys.withUniquenessUntilDone(requireKey(key)));
  }

  /** The same job, counted in a group, see {@link JobGroups}. */
  public Job<T> group(String name) {
    return new Job<>(type, payload, runAt, keys.withGroup(requireKey(name)));
  }

  /** The same job, to run when all other jobs of the group are done or dead. */
  public Job<T> afterGroup(String name) {
    return group(name).runAt(JobGroups.AT_THE_END);
  }

  /** The same job, counted against the limit that a worker's queue has for each key. */
  public Job<T> concurrencyKey(String key) {
    return new Job<>(type, payload, runAt, keys.withConcurrency(requireKey(key)));
  }

  /** This job as a store takes it: the payload is encoded now. */
  public JobData toData() {
    return new JobData(type.name(), type.queue(), type.codec().encode(payload), runAt, keys);
  }

  private static String requireKey(String key) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a key must not be empty; leave it away instead");
    }
    return key;
  }
}
