package dev.hato.activitypub.outbox;

import dev.hato.httpsig.client.Exchange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Says what the answer to a delivery means for the delivery and for the host. */
final class AnswerJudge {
  private static final Duration LONGEST_WAIT = Duration.ofHours(12);
  private static final int MOST_DIGITS = 9;

  private AnswerJudge() {}

  static DeliveryResult judge(Exchange exchange, Instant now) {
    return switch (exchange) {
      case Exchange.Answered answered -> judge(answered, now);
      case Exchange.Failed failed ->
          switch (failed.reason()) {
            case BAD_URL, FORBIDDEN_ADDRESS -> new DeliveryResult.Undeliverable(failed.detail());
            case TOO_MANY_REDIRECTS, REDIRECT_REFUSED -> new DeliveryResult.Rejected(302);
            case DNS, CONNECT, TLS, TIMEOUT, TOO_LARGE, IO ->
                new DeliveryResult.Failed(Optional.empty(), failed.detail());
          };
    };
  }

  private static DeliveryResult judge(Exchange.Answered answered, Instant now) {
    int status = answered.status();
    if (answered.isSuccess()) {
      return new DeliveryResult.Delivered(status);
    }
    return switch (status) {
      case 404, 410 -> new DeliveryResult.Gone(status);
      case 401, 408, 429 -> failed(answered, now);
      case 501 -> new DeliveryResult.Rejected(status);
      default -> status >= 500 ? failed(answered, now) : new DeliveryResult.Rejected(status);
    };
  }

  private static DeliveryResult failed(Exchange.Answered answered, Instant now) {
    Optional<Duration> after = answered.header("Retry-After").flatMap(text -> wait(text, now));
    return new DeliveryResult.Failed(after, "the inbox answered " + answered.status());
  }

  /** Whether the host as a whole has trouble, in contrast to this inbox or this activity. */
  static boolean isHostFailure(Exchange exchange) {
    return switch (exchange) {
      case Exchange.Answered answered ->
          switch (answered.status()) {
            case 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530 -> true;
            default -> false;
          };
      case Exchange.Failed failed ->
          switch (failed.reason()) {
            case DNS, CONNECT, TLS, TIMEOUT, IO -> true;
            case BAD_URL, FORBIDDEN_ADDRESS, TOO_LARGE, TOO_MANY_REDIRECTS, REDIRECT_REFUSED ->
                false;
          };
    };
  }

  /**
   * Whether this inbox has trouble, on a host that is well: it failed (500) or asks for less (408,
   * 429). A 401 is about the key of one sender, and says nothing about the next one's delivery.
   */
  static boolean isInboxFailure(Exchange exchange) {
    return exchange instanceof Exchange.Answered answered
        && !isHostFailure(exchange)
        && answered.status() != 501
        && (answered.status() == 408 || answered.status() == 429 || answered.status() >= 500);
  }

  /** Seconds or a date (RFC 9110 §10.2.3), twelve hours at most; anything else is no wish. */
  static Optional<Duration> wait(String text, Instant now) {
    String value = text.strip();
    Duration wait;
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      wait =
          value.length() > MOST_DIGITS ? LONGEST_WAIT : Duration.ofSeconds(Long.parseLong(value));
    } else {
      try {
        Instant until =
            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        wait = Duration.between(now, until);
      } catch (DateTimeException noDate) {
        return Optional.empty();
      }
    }
    if (wait.isNegative()) {
      return Optional.of(Duration.ZERO);
    }
    return Optional.of(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
  }
}
