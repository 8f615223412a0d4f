package dev.hato.jobs.spi;

import java.util.Objects;

/**
 * The keys that tie a job to others; the empty string means that the job has no such key.
 *
 * @param ordering jobs with the same ordering key run one at a time, in the order of their
 *     enqueueing; a job that waits for a retry holds back those behind it
 * @param uniqueness while a job of this type with this key waits, another one is not added
 * @param concurrency a worker runs at most so many jobs with the same key as its queue allows
 */
public record JobKeys(String ordering, String uniqueness, String concurrency) {
  /** No key at all. */
  public static final JobKeys NONE = new JobKeys("", "", "");

  public JobKeys {
    Objects.requireNonNull(ordering, "ordering");
    Objects.requireNonNull(uniqueness, "uniqueness");
    Objects.requireNonNull(concurrency, "concurrency");
  }

  /** These keys with another ordering key. */
  public JobKeys withOrdering(String key) {
    return new JobKeys(key, uniqueness, concurrency);
  }

  /** These keys with another uniqueness key. */
  public JobKeys withUniqueness(String key) {
    return new JobKeys(ordering, key, concurrency);
  }

  /** These keys with another concurrency key. */
  public JobKeys withConcurrency(String key) {
    return new JobKeys(ordering, uniqueness, key);
  }
}
