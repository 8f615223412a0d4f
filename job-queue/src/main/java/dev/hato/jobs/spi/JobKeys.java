package dev.hato.jobs.spi;

import java.util.Objects;

/**
 * The keys that tie a job to others; the empty string means that the job has no such key.
 *
 * @param ordering jobs with the same ordering key run one at a time, in the order of their
 *     enqueueing; a job that waits for a retry holds back those behind it
 * @param uniqueness while a job of this type with this key waits, another one is not added
 * @param concurrency a worker runs at most so many jobs with the same key as its queue allows
 * @param group the group in which it is counted, see {@link JobGroups}
 * @param untilDone whether the uniqueness key is taken also while the job runs
 */
public record JobKeys(
    String ordering, String uniqueness, String concurrency, String group, boolean untilDone) {
  /** No key at all. */
  public static final JobKeys NONE = new JobKeys("", "", "");

  public JobKeys {
    Objects.requireNonNull(ordering, "ordering");
    Objects.requireNonNull(uniqueness, "uniqueness");
    Objects.requireNonNull(concurrency, "concurrency");
    Objects.requireNonNull(group, "group");
    if (!group.isEmpty() && !uniqueness.isEmpty()) {
      throw new IllegalArgumentException(
          "a job of a group cannot have a uniqueness key: the group counts each of its jobs");
    }
  }

  /** Keys of a job without a group, unique while it waits. */
  public JobKeys(String ordering, String uniqueness, String concurrency) {
    this(ordering, uniqueness, concurrency, "", false);
  }

  /** These keys with another ordering key. */
  public JobKeys withOrdering(String key) {
    return new JobKeys(key, uniqueness, concurrency, group, untilDone);
  }

  /** These keys with another uniqueness key, taken while the job waits. */
  public JobKeys withUniqueness(String key) {
    return new JobKeys(ordering, key, concurrency, group, false);
  }

  /** These keys with another uniqueness key, taken until the job is done or dead. */
  public JobKeys withUniquenessUntilDone(String key) {
    return new JobKeys(ordering, key, concurrency, group, true);
  }

  /** These keys with another concurrency key. */
  public JobKeys withConcurrency(String key) {
    return new JobKeys(ordering, uniqueness, key, group, untilDone);
  }

  /** These keys in a group. */
  public JobKeys withGroup(String name) {
    return new JobKeys(ordering, uniqueness, concurrency, name, untilDone);
  }
}
