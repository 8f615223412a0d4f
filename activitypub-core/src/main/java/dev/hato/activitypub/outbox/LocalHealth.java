package dev.hato.activitypub.outbox;

import dev.hato.activitypub.spi.OriginHealth;
import dev.hato.activitypub.spi.OriginHealthStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The health of single inboxes, which each process finds out for itself: asking the database for
 * each of ten thousand inboxes would cost more than the few attempts that it spares. Bounded by its
 * {@link Breaker}.
 */
final class LocalHealth implements OriginHealthStore {
  private final Map<String, OriginHealth> failing = new ConcurrentHashMap<>();

  @Override
  public Optional<OriginHealth> find(String key) {
    return Optional.ofNullable(failing.get(key));
  }

  @Override
  public void save(OriginHealth health) {
    failing.put(health.authority(), health);
  }

  @Override
  public void remove(String key) {
    failing.remove(key);
  }

  @Override
  public int removeOlderThan(Instant retryAt) {
    int before = failing.size();
    failing.values().removeIf(health -> health.retryAt().isBefore(retryAt));
    return before - failing.size();
  }
}
