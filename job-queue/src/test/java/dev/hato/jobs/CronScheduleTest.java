package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.jobs.cron.CronSchedule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CronScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<String> runs(String expression, ZoneId zone, String from, int count) {
    Schedule schedule = CronSchedule.of(expression, zone);
    List<String> runs = new ArrayList<>();
    Instant time = Instant.parse(from);
    for (int i = 0; i < count; i++) {
      time = schedule.next(time);
      runs.add(time.toString());
    }
    return runs;
  }

  @Test
  void aRunIsLaterThanTheTimeAskedFor() {
    assertThat(runs("*/15 9 * * *", ZoneOffset.UTC, "2025-06-01T09:15:00Z", 3))
        .containsExactly("2025-06-01T09:30:00Z", "2025-06-01T09:45:00Z", "2025-06-02T09:00:00Z");
  }

  @Test
  void theHourIsThatOfTheTimeZoneInSummerAndInWinter() {
    assertThat(runs("0 9 1 * *", BERLIN, "2025-06-02T00:00:00Z", 6))
        .startsWith("2025-07-01T07:00:00Z")
        .endsWith("2025-12-01T08:00:00Z");
  }

  @Test
  void aRunInTheHourThatIsLeftOutIsNotLost() {
    assertThat(runs("30 2 * * *", BERLIN, "2025-03-29T12:00:00Z", 2))
        .containsExactly("2025-03-30T01:30:00Z", "2025-03-31T00:30:00Z");
  }

  @Test
  void aRunInTheHourThatComesTwiceHappensOnce() {
    assertThat(runs("30 2 * * *", BERLIN, "2025-10-25T12:00:00Z", 2))
        .containsExactly("2025-10-26T00:30:00Z", "2025-10-27T01:30:00Z");
  }

  @Test
  void anExpressionThatIsNoneIsRefused() {
    assertThatThrownBy(() -> CronSchedule.of("every day", BERLIN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
