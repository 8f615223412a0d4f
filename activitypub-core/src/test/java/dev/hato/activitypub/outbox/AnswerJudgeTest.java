package dev.hato.activitypub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerJudgeTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "120, 120",
    "0, 0",
    "' 5 ', 5",
    "999999999999999999999, 43200",
    "86400, 43200",
    "'Sun, 01 Nov 2026 12:10:00 GMT', 600",
    "'Sun, 01 Nov 2026 11:00:00 GMT', 0",
  })
  void readsRetryAfter(String value, long seconds) {
    assertThat(AnswerJudge.wait(value, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "Sun, 99 Nov 2026 12:10:00 GMT"})
  void anyOtherRetryAfterIsNoWish(String value) {
    assertThat(AnswerJudge.wait(value, NOW)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(FailureReason.class)
  void everyFailureOfTheClientHasAMeaning(FailureReason reason) {
    DeliveryResult result = AnswerJudge.judge(new Exchange.Failed(reason, "why"), NOW);
    switch (reason) {
      case BAD_URL, FORBIDDEN_ADDRESS ->
          assertThat(result).isInstanceOf(DeliveryResult.Undeliverable.class);
      case TOO_MANY_REDIRECTS, REDIRECT_REFUSED ->
          assertThat(result).isInstanceOf(DeliveryResult.Rejected.class);
      case DNS, CONNECT, TLS, TIMEOUT, TOO_LARGE, IO ->
          assertThat(result).isInstanceOf(DeliveryResult.Failed.class);
    }
  }

  @Test
  void onlyWhatStandsInFrontOfAServerSpeaksAgainstTheHost() {
    assertThat(AnswerJudge.isHostFailure(answered(500))).isFalse();
    assertThat(AnswerJudge.isHostFailure(answered(429))).isFalse();
    assertThat(AnswerJudge.isHostFailure(answered(404))).isFalse();
    assertThat(AnswerJudge.isHostFailure(answered(502))).isTrue();
    assertThat(AnswerJudge.isHostFailure(answered(504))).isTrue();
    assertThat(AnswerJudge.isHostFailure(new Exchange.Failed(FailureReason.TIMEOUT, ""))).isTrue();
  }

  @Test
  void R6_retriesGrowAndEndAfterThreeDays() {
    SplittableRandom random = new SplittableRandom(1);
    Duration elapsed = Duration.ZERO;
    Duration before = Duration.ZERO;
    int attempts = 1;
    while (true) {
      var delay = DeliveryRetry.delay(attempts, elapsed, random);
      if (delay.isEmpty()) {
        break;
      }
      assertThat(delay.get()).isBetween(Duration.ofSeconds(15), Duration.ofHours(12));
      elapsed = elapsed.plus(delay.get());
      before = delay.get();
      attempts++;
    }
    assertThat(elapsed).isBetween(Duration.ofDays(3), Duration.ofDays(3).plusHours(12));
    assertThat(before).isGreaterThan(Duration.ofHours(6));
    assertThat(attempts).isBetween(14, 22);
  }

  private static Exchange answered(int status) {
    return new Exchange.Answered(status, Map.<String, List<String>>of(), new byte[0], "");
  }
}
