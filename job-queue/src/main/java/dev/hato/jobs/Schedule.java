package dev.hato.jobs;

import java.time.Duration;
import java.time.Instant;

/** When a recurring job is due: a pure function. */
@FunctionalInterface
public interface Schedule {
  /** The first run after {@code time}; later than {@code time}. */
  Instant next(Instant time);

  /** At multiples of {@code interval} since the epoch, so that a restart does not move the runs. */
  static Schedule every(Duration interval) {
    long millis = interval.toMillis();
    if (millis < 1) {
      throw new IllegalArgumentException("an interval must be a millisecond or more: " + interval);
    }
    return time -> Instant.ofEpochMilli((Math.floorDiv(time.toEpochMilli(), millis) + 1) * millis);
  }
}
