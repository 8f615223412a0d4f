package dev.hato.activitypub.outbox;

import dev.hato.activitypub.spi.OriginHealth;
import dev.hato.activitypub.spi.OriginHealthStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A circuit breaker for each of many things that may fail, known by a key; see {@link HostHealth}
 * for what it does. Thread-safe; no lock is held while the store is asked.
 */
final class Breaker {
  private static final int THRESHOLD = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(12);
  private static final Duration DEAD_AFTER = Duration.ofDays(7);
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private final OriginHealthStore store;
  private final InstantSource clock;
  private final HealthMemory memory = new HealthMemory(MOST, REMEMBERED);

  Breaker(OriginHealthStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  HostHealth.Permit ask(String key) {
    Instant now = clock.instant();
    Optional<OriginHealth> known = find(key, now);
    if (known.isEmpty() || known.get().failures() < THRESHOLD) {
      return new HostHealth.Permit.Go();
    }
    OriginHealth health = known.get();
    if (!now.isBefore(health.retryAt()) && memory.takeProbe(key, now, FIRST_PAUSE)) {
      return new HostHealth.Permit.Go();
    }
    if (isDead(health, now)) {
      return new HostHealth.Permit.Dead(health.failingSince());
    }
    boolean paused = now.isBefore(health.retryAt());
    return new HostHealth.Permit.Wait(paused ? health.retryAt() : now.plus(FIRST_PAUSE));
  }

  /** Whether nothing should be enqueued for it: it has failed for a week. */
  boolean isDead(String key) {
    Instant now = clock.instant();
    return find(key, now)
        .filter(health -> isDead(health, now) && now.isBefore(health.retryAt()))
        .isPresent();
  }

  private static boolean isDead(OriginHealth health, Instant now) {
    return health.failures() >= THRESHOLD && health.failingSince().plus(DEAD_AFTER).isBefore(now);
  }

  void failed(String key) {
    Instant now = clock.instant();
    Optional<OriginHealth> known = find(key, now);
    if (known.filter(health -> health.retryAt().isAfter(now)).isPresent()) {
      return; // was on its way when the pause began, and says nothing new
    }
    int failures = known.map(OriginHealth::failures).orElse(0) + 1;
    Instant since = known.map(OriginHealth::failingSince).orElse(now);
    OriginHealth health = new OriginHealth(key, failures, since, now.plus(pause(failures)));
    memory.putFailing(health, now).ifPresent(store::remove);
    store.save(health);
  }

  private static Duration pause(int failures) {
    if (failures < THRESHOLD) {
      return Duration.ZERO;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - THRESHOLD, 16));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  void succeeded(String key) {
    Instant now = clock.instant();
    if (find(key, now).isPresent()) {
      memory.putHealthy(key, now);
      store.remove(key);
    }
  }

  private Optional<OriginHealth> find(String key, Instant now) {
    Optional<Optional<OriginHealth>> remembered = memory.find(key, now);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    Optional<OriginHealth> read = store.find(key);
    if (read.isPresent()) {
      memory.putFailing(read.get(), now).ifPresent(store::remove);
    } else {
      memory.putHealthy(key, now);
    }
    return read;
  }
}
