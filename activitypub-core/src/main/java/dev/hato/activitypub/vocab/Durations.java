package dev.hato.activitypub.vocab;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/** Durations in documents: xsd:duration with days and smaller parts, not negative. */
final class Durations {
  private static final int MAX_LENGTH = 40;

  private Durations() {}

  static Optional<Duration> read(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.parse(text)).filter(duration -> !duration.isNegative());
    } catch (DateTimeException notADuration) {
      return Optional.empty();
    }
  }
}
