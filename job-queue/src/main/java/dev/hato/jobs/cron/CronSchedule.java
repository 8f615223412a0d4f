package dev.hato.jobs.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.hato.jobs.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * A cron expression in a time zone: minute, hour, day of month, month, day of week, as crontab has
 * them. A run in the hour that is left out in spring happens an hour later; of the hour that comes
 * twice in autumn only the first counts. Immutable.
 */
public final class CronSchedule implements Schedule {
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final ExecutionTime times;
  private final ZoneId zone;

  private CronSchedule(ExecutionTime times, ZoneId zone) {
    this.times = times;
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  /**
   * A schedule by crontab's five fields.
   *
   * @throws IllegalArgumentException when the expression is not one
   */
  public static CronSchedule of(String expression, ZoneId zone) {
    CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    return new CronSchedule(ExecutionTime.forCron(parser.parse(expression)), zone);
  }

  /** The library is asked for local times, which know no daylight saving. */
  @Override
  public Instant next(Instant time) {
    ZonedDateTime local = time.atZone(zone).withZoneSameLocal(ZoneOffset.UTC);
    while (true) {
      Optional<ZonedDateTime> found = times.nextExecution(local);
      if (found.isEmpty()) {
        return NEVER;
      }
      local = found.get();
      Instant next = local.toLocalDateTime().atZone(zone).toInstant();
      if (next.isAfter(time)) {
        return next;
      }
    }
  }
}
