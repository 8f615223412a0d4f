package dev.hato.jobs.spi;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many more jobs a worker may hold of each concurrency key: a claim that respects it takes no
 * job that would have to be given back. Immutable.
 *
 * @param limit the most jobs of one key
 * @param held how many of a key are held now; keys that are not named have none
 */
public record KeyRoom(int limit, Map<String, Integer> held) {
  /** For claims that heed no key. */
  public static final KeyRoom UNLIMITED = new KeyRoom(Integer.MAX_VALUE, Map.of());

  public KeyRoom {
    held = Map.copyOf(held);
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, not " + limit);
    }
  }

  /** Keys of which no job may be taken. */
  public Set<String> full() {
    return held.entrySet().stream()
        .filter(entry -> entry.getValue() >= limit)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Counts the jobs of one claim. */
  public Taking taking() {
    return new Taking();
  }

  /** The jobs that one claim has taken so far. Not thread-safe. */
  public final class Taking {
    private final Map<String, Integer> taken = new HashMap<>();

    private Taking() {}

    /** Whether one more job with this key may be taken; if so, it counts. Empty: without a key. */
    public boolean tryTake(String key) {
      boolean room = hasRoom(key);
      if (room) {
        take(key);
      }
      return room;
    }

    /** Whether one more job with this key may be taken. */
    public boolean hasRoom(String key) {
      return key.isEmpty() || held.getOrDefault(key, 0) + taken.getOrDefault(key, 0) < limit;
    }

    /** Counts a job with this key. */
    public void take(String key) {
      taken.merge(key, 1, Integer::sum);
    }
  }
}
