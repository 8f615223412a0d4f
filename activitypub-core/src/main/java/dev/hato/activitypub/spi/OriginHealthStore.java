package dev.hato.activitypub.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * Port to the health of delivery hosts: a row exists only while a host fails, so the table stays
 * small. Shared by all processes that deliver.
 */
public interface OriginHealthStore {
  /** What is known about a failing host; empty for a healthy or unknown one. */
  Optional<OriginHealth> find(String authority);

  /** Adds or replaces the row of {@link OriginHealth#authority()}. */
  void save(OriginHealth health);

  /** The host is healthy, or was forgotten to keep the table bounded. No error when absent. */
  void remove(String authority);

  /** Removes rows with {@code retryAt} before the given time; returns how many. */
  int removeOlderThan(Instant retryAt);
}
