package dev.hato.activitypub.remote;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A small memory with a limit in entries and in age; forgets what was put first. Thread-safe. */
final class Recent<K, V> {
  private final Map<K, Aged<V>> entries;
  private final Duration age;
  private final InstantSource clock;

  private record Aged<V>(V value, Instant at) {}

  Recent(int capacity, Duration age, InstantSource clock) {
    this.age = age;
    this.clock = clock;
    this.entries =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Aged<V>> eldest) {
            return size() > capacity;
          }
        };
  }

  synchronized Optional<V> get(K key) {
    Aged<V> entry = entries.get(key);
    if (entry == null || !entry.at().plus(age).isAfter(clock.instant())) {
      return Optional.empty();
    }
    return Optional.of(entry.value());
  }

  synchronized void put(K key, V value) {
    entries.remove(key);
    entries.put(key, new Aged<>(value, clock.instant()));
  }

  synchronized void remove(K key) {
    entries.remove(key);
  }
}
