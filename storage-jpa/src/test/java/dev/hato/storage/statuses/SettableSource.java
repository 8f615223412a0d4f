package dev.hato.storage.statuses;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock turned by hand. */
final class SettableSource implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

  void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
