package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ClockStepsTest {
  private static final Duration TOLERANCE = Duration.ofSeconds(20);

  private final SettableClock clock = new SettableClock();
  private long nanos = -5; // where a monotonic clock begins says nothing
  private final ClockSteps steps = new ClockSteps(clock, () -> nanos, TOLERANCE);

  private void pass(Duration time) {
    clock.advance(time);
    nanos += time.toNanos();
  }

  @Test
  void timeThatPassesIsNoStepHoweverLong() {
    pass(Duration.ofDays(30));
    assertThat(steps.isSet()).isFalse();
  }

  @Test
  void aClockThatIsHurriedALittleIsNotSet() {
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofMinutes(1));
      clock.advance(Duration.ofSeconds(1));
      assertThat(steps.isSet()).isFalse();
    }
  }

  @Test
  void R13_aStepIsNoticedOnceInBothDirections() {
    pass(Duration.ofHours(1));
    clock.advance(TOLERANCE.plusMillis(1));
    assertThat(steps.isSet()).isTrue();
    pass(Duration.ofHours(1));
    assertThat(steps.isSet()).isFalse();

    clock.advance(Duration.ofHours(-2));
    assertThat(steps.isSet()).isTrue();
    assertThat(steps.isSet()).isFalse();
  }
}
