package dev.hato.activitypub.memory;

import dev.hato.activitypub.spi.OriginHealth;
import dev.hato.activitypub.spi.OriginHealthStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The hosts that fail just now. Thread-safe. */
public final class InMemoryOriginHealth implements OriginHealthStore {
  private final Map<String, OriginHealth> failing = new ConcurrentHashMap<>();

  @Override
  public Optional<OriginHealth> find(String authority) {
    return Optional.ofNullable(failing.get(authority));
  }

  @Override
  public void save(OriginHealth health) {
    failing.put(health.authority(), health);
  }

  @Override
  public void remove(String authority) {
    failing.remove(authority);
  }

  @Override
  public int removeOlderThan(Instant retryAt) {
    int before = failing.size();
    failing.values().removeIf(health -> health.retryAt().isBefore(retryAt));
    return before - failing.size();
  }

  /** How many hosts fail. */
  public int size() {
    return failing.size();
  }
}
