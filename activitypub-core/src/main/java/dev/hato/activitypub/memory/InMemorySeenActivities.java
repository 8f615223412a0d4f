package dev.hato.activitypub.memory;

import dev.hato.activitypub.spi.SeenActivities;
import java.time.Instant;

/** The hundred thousand activities that were handled last. Thread-safe. */
public final class InMemorySeenActivities implements SeenActivities {
  private final Bounded<String, Instant> seen = new Bounded<>(100_000);

  @Override
  public synchronized boolean contains(String key) {
    return seen.containsKey(key);
  }

  @Override
  public synchronized void add(String key, Instant at) {
    seen.put(key, at);
  }
}
