package dev.hato.storage.statuses;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.time.Duration;
import java.util.Optional;

/**
 * Values by the id of their row, each good for one version of the row only. The version comes from
 * the database with every look, so a value is never shown after its row changed, whichever process
 * changed it. Thread-safe.
 */
final class VersionedCache<V> {
  /** For what a row shows of rows that it does not change with: the names of others. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private record Entry<V>(long version, V value) {}

  private final Cache<Long, Entry<V>> entries;

  /**
   * @param most the sum of the weights at which values are dropped, the least used first
   */
  VersionedCache(long most, Weigher<Long, V> weigher) {
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(most)
            .weigher((Long id, Entry<V> entry) -> weigher.weigh(id, entry.value()))
            .expireAfterWrite(LONGEST)
            .build();
  }

  /** The value of this version of the row. */
  Optional<V> find(RowStamp stamp) {
    return Optional.ofNullable(entries.getIfPresent(stamp.id()))
        .filter(entry -> stamp.isKnown() && entry.version() == stamp.version())
        .map(Entry::value);
  }

  /** Keeps a value, where the row has a version to know it by. */
  void put(RowStamp stamp, V value) {
    if (stamp.isKnown()) {
      entries.put(stamp.id(), new Entry<>(stamp.version(), value));
    }
  }
}
