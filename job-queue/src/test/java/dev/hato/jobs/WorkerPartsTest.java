package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The small parts of a worker that can be wrong on their own. */
final class WorkerPartsTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void quickJobsAreHeldReadyForATenthOfASecond() {
    PrefetchGauge gauge = new PrefetchGauge(0);
    assertThat(gauge.prefetch(1)).isZero();
    int prefetch = 0;
    for (int second = 1; second <= 10; second++) {
      for (int i = 0; i < 1_000; i++) {
        gauge.finishedOne();
      }
      prefetch = gauge.prefetch(second * SECOND);
    }

    assertThat(prefetch).isBetween(95, 100);
  }

  @Test
  void slowJobsAreLeftToOthers() {
    PrefetchGauge gauge = new PrefetchGauge(0);
    for (int second = 1; second <= 10; second++) {
      gauge.finishedOne();
      assertThat(gauge.prefetch(second * SECOND)).isZero();
    }
  }

  @Test
  void noMoreThanAThousandJobsAreHeldReady() {
    PrefetchGauge gauge = new PrefetchGauge(0);
    for (int i = 0; i < 100_000; i++) {
      gauge.finishedOne();
    }

    assertThat(gauge.prefetch(SECOND)).isEqualTo(1_000);
  }

  @Test
  void pausesDoubleUpToTheirMaximumUntilReset() {
    Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100));

    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(20));
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(40));
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(80));
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void aKeyIsFullAtItsLimitAndForgottenAtZero() {
    KeyCounts keys =
        new KeyCounts(2, new KeyRates(KeyRates.Rate.UNLIMITED, InstantSource.system()));
    assertThat(keys.tryAdd("a")).isTrue();
    assertThat(keys.room().full()).isEmpty();
    assertThat(keys.tryAdd("a")).isTrue();
    assertThat(keys.tryAdd("a")).isFalse();
    assertThat(keys.room().full()).containsExactly("a");

    assertThat(keys.remove("a")).as("it was full").isTrue();
    assertThat(keys.remove("a")).isFalse();
    assertThat(keys.remove("a")).isFalse();
    assertThat(keys.tryAdd("")).isTrue();
    assertThat(keys.remove("")).isFalse();
  }

  @Test
  void errorTextsAreShortAndStorable() {
    assertThat(ErrorText.of(new IllegalStateException("a\0b")))
        .isEqualTo("java.lang.IllegalStateException: a�b");
    assertThat(ErrorText.of(new NullPointerException()))
        .isEqualTo("java.lang.NullPointerException");
    assertThat(ErrorText.clean("x".repeat(5_000))).hasSize(1_001).endsWith("x…");
  }
}
