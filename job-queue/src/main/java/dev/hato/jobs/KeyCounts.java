package dev.hato.jobs;

import dev.hato.jobs.spi.KeyRoom;
import java.util.HashMap;
import java.util.Map;

/** How many jobs of each concurrency key one queue of a worker holds. Not thread-safe. */
final class KeyCounts {
  private final Map<String, Integer> counts = new HashMap<>();
  private final int limit;
  private final KeyRates rates;

  KeyCounts(int limit, KeyRates rates) {
    this.limit = limit;
    this.rates = rates;
  }

  /** Counts a job, unless its key is full or has used up its rate. */
  boolean tryAdd(String key) {
    if (key.isEmpty() || limit == Integer.MAX_VALUE && rates.areUnlimited()) {
      return true;
    }
    int count = counts.getOrDefault(key, 0);
    if (count >= limit || !rates.tryTake(key)) {
      return false;
    }
    counts.put(key, count + 1);
    return true;
  }

  /** Counts a job no longer and says whether its key was full. */
  boolean remove(String key) {
    Integer count = counts.get(key);
    if (count == null) {
      return false;
    }
    if (count == 1) {
      counts.remove(key);
    } else {
      counts.put(key, count - 1);
    }
    return count == limit;
  }

  /** The same for a job that did not start: its key may start another one instead. */
  boolean cancel(String key) {
    rates.giveBack(key);
    return remove(key);
  }

  /** Whether no job with a key is held. */
  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** What may be claimed beside the jobs that are held. */
  KeyRoom room() {
    Map<String, Integer> held = new HashMap<>(counts);
    rates.left().forEach((key, left) -> held.merge(key, Math.max(0, limit - left), Math::max));
    return new KeyRoom(limit, held);
  }
}
