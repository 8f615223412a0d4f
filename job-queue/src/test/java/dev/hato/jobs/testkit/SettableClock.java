package dev.hato.jobs.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock in UTC that stands still until it is turned by hand, forward or back. Thread-safe. */
public final class SettableClock extends Clock {
  private final AtomicReference<Instant> now;

  /** A clock that shows noon of 1 June 2025. */
  public SettableClock() {
    this(Instant.parse("2025-06-01T12:00:00Z"));
  }

  public SettableClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  /** Turns the clock by {@code step}, which may be negative. */
  public void advance(Duration step) {
    now.updateAndGet(time -> time.plus(step));
  }

  /** Turns the clock to {@code time}. */
  public void set(Instant time) {
    now.set(time);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock is always in UTC");
  }
}
