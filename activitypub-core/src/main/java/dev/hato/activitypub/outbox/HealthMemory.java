package dev.hato.activitypub.outbox;

import dev.hato.activitypub.spi.OriginHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this process remembers of the health of hosts: bounded, and for a short time. Thread-safe.
 */
final class HealthMemory {
  private final int capacity;
  private final Duration age;
  private final Map<String, Entry> failing = new LinkedHashMap<>();
  private final Map<String, Instant> healthy = new LinkedHashMap<>();

  /** A failing host, when that was read, and until when a single attempt tries it. */
  private record Entry(OriginHealth health, Instant readAt, Instant probeUntil) {}

  HealthMemory(int capacity, Duration age) {
    this.capacity = capacity;
    this.age = age;
  }

  /** Empty when nothing is remembered; an inner empty for a healthy host. */
  synchronized Optional<Optional<OriginHealth>> find(String authority, Instant now) {
    Entry entry = failing.get(authority);
    if (entry != null) {
      return entry.readAt().plus(age).isAfter(now)
          ? Optional.of(Optional.of(entry.health()))
          : Optional.empty();
    }
    Instant seen = healthy.get(authority);
    return seen != null && seen.plus(age).isAfter(now)
        ? Optional.of(Optional.empty())
        : Optional.empty();
  }

  /** Remembers a failing host; gives the one that had to be forgotten for it. */
  synchronized Optional<String> putFailing(OriginHealth health, Instant now) {
    healthy.remove(health.authority());
    Entry before = failing.remove(health.authority());
    Instant probeUntil =
        before != null && before.health().retryAt().equals(health.retryAt())
            ? before.probeUntil()
            : Instant.MIN;
    Optional<String> forgotten = Optional.empty();
    if (failing.size() >= capacity) {
      forgotten = Optional.of(failing.keySet().iterator().next());
      failing.remove(forgotten.get());
    }
    failing.put(health.authority(), new Entry(health, now, probeUntil));
    return forgotten;
  }

  synchronized void putHealthy(String authority, Instant now) {
    failing.remove(authority);
    if (healthy.size() >= capacity) {
      healthy.remove(healthy.keySet().iterator().next());
    }
    healthy.put(authority, now);
  }

  /** Whether the caller is the one that may try a failing host; the next one only after a while. */
  synchronized boolean takeProbe(String authority, Instant now, Duration lease) {
    Entry entry = failing.get(authority);
    if (entry == null) {
      return true;
    }
    if (now.isBefore(entry.probeUntil())) {
      return false;
    }
    failing.put(authority, new Entry(entry.health(), entry.readAt(), now.plus(lease)));
    return true;
  }
}
