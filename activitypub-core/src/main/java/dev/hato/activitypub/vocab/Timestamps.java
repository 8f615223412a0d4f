package dev.hato.activitypub.vocab;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/**
 * Times in documents: xsd:dateTime, and the shorter forms that are about (no seconds, no zone, no
 * time). Written in UTC with milliseconds, because there are peers that drop a boost whose time is
 * a whole second.
 */
final class Timestamps {
  private static final DateTimeFormatter WRITE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd")
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalEnd()
          .optionalStart()
          .appendOffsetId()
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);
  private static final int MAX_LENGTH = 40;

  private Timestamps() {}

  static String write(Instant instant) {
    return WRITE.format(instant);
  }

  static Optional<Instant> read(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      TemporalAccessor parsed = READ.parse(text);
      LocalTime time = parsed.query(TemporalQueries.localTime());
      ZoneOffset offset = parsed.query(TemporalQueries.offset());
      return Optional.of(
          parsed
              .query(LocalDate::from)
              .atTime(time == null ? LocalTime.MIDNIGHT : time)
              .toInstant(offset == null ? ZoneOffset.UTC : offset));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
