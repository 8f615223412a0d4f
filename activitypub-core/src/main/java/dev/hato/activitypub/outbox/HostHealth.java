package dev.hato.activitypub.outbox;

import dev.hato.activitypub.spi.OriginHealth;
import dev.hato.activitypub.spi.OriginHealthStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A circuit breaker for each host that deliveries go to, so that a host that hangs or fails cannot
 * hold workers. The health of single inboxes is another matter: it is the retry of their jobs.
 *
 * <p>After three failures in a row nothing is sent to the host for a minute; then one attempt may
 * try, and each that fails doubles the time up to twelve hours. Any success, and any verified
 * request from the host, ends it. A host that has failed for a week is dead: what waits for it is
 * dropped, and one attempt each twelve hours goes on to look.
 *
 * <p>The state is in the store, shared by all processes; this class remembers it for a minute. Both
 * are bounded: of failing hosts the ten thousand that failed last are kept, so that a host that
 * offers a port for each inbox fills no table. Thread-safe; no lock is held while the store is
 * asked.
 */
public final class HostHealth {
  private static final int THRESHOLD = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(12);
  private static final Duration DEAD_AFTER = Duration.ofDays(7);
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST_HOSTS = 10_000;

  private final OriginHealthStore store;
  private final InstantSource clock;
  private final HealthMemory memory = new HealthMemory(MOST_HOSTS, REMEMBERED);

  /**
   * The health of all hosts.
   *
   * @param store where it is kept
   * @param clock tells when a pause is over
   */
  public HostHealth(OriginHealthStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Whether something may be sent to a host now. */
  sealed interface Permit {
    /** Yes; the attempt must be reported as succeeded or failed. */
    record Go() implements Permit {}

    /** Not before that time. */
    record Wait(Instant until) implements Permit {}

    /** The host is dead since then, and this is not the attempt that looks. */
    record Dead(Instant since) implements Permit {}
  }

  Permit ask(String authority) {
    Instant now = clock.instant();
    Optional<OriginHealth> known = find(authority, now);
    if (known.isEmpty() || known.get().failures() < THRESHOLD) {
      return new Permit.Go();
    }
    OriginHealth health = known.get();
    if (!now.isBefore(health.retryAt()) && memory.takeProbe(authority, now, FIRST_PAUSE)) {
      return new Permit.Go();
    }
    if (isDead(health, now)) {
      return new Permit.Dead(health.failingSince());
    }
    boolean paused = now.isBefore(health.retryAt());
    return new Permit.Wait(paused ? health.retryAt() : now.plus(FIRST_PAUSE));
  }

  /** Whether nothing should be enqueued for a host: it has failed for a week. */
  boolean isDead(String authority) {
    Instant now = clock.instant();
    return find(authority, now)
        .filter(health -> isDead(health, now) && now.isBefore(health.retryAt()))
        .isPresent();
  }

  private static boolean isDead(OriginHealth health, Instant now) {
    return health.failures() >= THRESHOLD && health.failingSince().plus(DEAD_AFTER).isBefore(now);
  }

  void failed(String authority) {
    Instant now = clock.instant();
    Optional<OriginHealth> known = find(authority, now);
    if (known.filter(health -> health.retryAt().isAfter(now)).isPresent()) {
      return; // was on its way when the pause began, and says nothing new
    }
    int failures = known.map(OriginHealth::failures).orElse(0) + 1;
    Instant since = known.map(OriginHealth::failingSince).orElse(now);
    OriginHealth health = new OriginHealth(authority, failures, since, now.plus(pause(failures)));
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

  /**
   * The host has taken a delivery, or has sent a verified request: it lives.
   *
   * @param authority host, and port where it is not the default
   */
  public void succeeded(String authority) {
    Instant now = clock.instant();
    if (find(authority, now).isPresent()) {
      memory.putHealthy(authority, now);
      store.remove(authority);
    }
  }

  private Optional<OriginHealth> find(String authority, Instant now) {
    Optional<Optional<OriginHealth>> remembered = memory.find(authority, now);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    Optional<OriginHealth> read = store.find(authority);
    if (read.isPresent()) {
      memory.putFailing(read.get(), now).ifPresent(store::remove);
    } else {
      memory.putHealthy(authority, now);
    }
    return read;
  }
}
