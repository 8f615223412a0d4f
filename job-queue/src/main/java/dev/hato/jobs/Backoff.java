package dev.hato.jobs;

import java.time.Duration;

/** Waiting times that double until something happens. Not thread-safe. */
final class Backoff {
  private final Duration first;
  private final Duration max;
  private Duration next;

  Backoff(Duration first, Duration max) {
    this.first = first;
    this.max = max;
    this.next = first;
  }

  Duration next() {
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(max) < 0 ? doubled : max;
    return wait;
  }

  void reset() {
    next = first;
  }
}
