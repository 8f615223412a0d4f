package dev.hato.storage.jobs;

import dev.hato.jobs.spi.QueueStats;
import dev.hato.storage.kernel.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts the jobs of every queue at a cost that does not grow with the queues: names by steps
 * through an index, counts by an index as far as {@link QueueStats#EXACT}, and beyond that an
 * estimate: on PostgreSQL of its planner, on H2 the rows of the table that were not counted.
 */
final class JobCounts {
  private static final int CAP = QueueStats.EXACT + 1;

  private static final String NEXT_QUEUE = "select min(queue) as name from jobs where queue > ?";
  private static final String NEXT_DEAD =
      "select min(queue) as name from dead_jobs where queue > ?";
  private static final String WAITING =
      "from jobs where queue = ? and lease_until is null and run_at <= ?";
  private static final String SCHEDULED =
      "from jobs where queue = ? and lease_until is null and run_at > ?";
  private static final String RUNNING =
      "select queue, count(*) as held from jobs where lease_until is not null group by queue";

  private final Sql sql;
  private final Instant now;

  private JobCounts(Sql sql, Instant now) {
    this.sql = sql;
    this.now = now;
  }

  /** One statement, for PostgreSQL. */
  static List<QueueStats> atOnce(Sql sql, Instant now) {
    return sql.list(
        "select * from queue_stats(?, ?)",
        row ->
            new QueueStats(
                row.text("queue"),
                new QueueStats.Counts(
                    row.number("waiting"),
                    row.number("running"),
                    row.number("scheduled"),
                    row.number("dead")),
                age(row.optionalInstant("oldest"), now),
                row.flag("is_estimate")),
        now,
        CAP);
  }

  /** Some for each queue, for H2, where a statement costs no round trip. */
  static List<QueueStats> stepwise(Sql sql, Instant now) {
    return new JobCounts(sql, now).all();
  }

  private List<QueueStats> all() {
    Map<String, Long> running = new TreeMap<>();
    sql.list(RUNNING, row -> Map.entry(row.text("queue"), row.number("held")))
        .forEach(entry -> running.put(entry.getKey(), entry.getValue()));
    List<QueueStats> counted = new ArrayList<>();
    for (String queue : names()) {
      QueueStats.Counts counts =
          new QueueStats.Counts(
              upTo("select 1 " + WAITING + " limit ?", queue, now, CAP),
              running.getOrDefault(queue, 0L),
              upTo("select 1 " + SCHEDULED + " limit ?", queue, now, CAP),
              upTo("select 1 from dead_jobs where queue = ? limit ?", queue, CAP));
      counted.add(new QueueStats(queue, counts, age(oldest(queue), now), false));
    }
    return withEstimates(counted);
  }

  private List<String> names() {
    Map<String, Boolean> names = new TreeMap<>();
    for (String step : List.of(NEXT_QUEUE, NEXT_DEAD)) {
      Optional<String> name = next(step, "");
      while (name.isPresent()) {
        names.put(name.get(), true);
        name = next(step, name.get());
      }
    }
    return List.copyOf(names.keySet());
  }

  private Optional<String> next(String step, String after) {
    return sql.first(step, row -> row.optionalText("name"), after).flatMap(name -> name);
  }

  private long upTo(String query, Object... arguments) {
    return sql.number("select count(*) from (" + query + ") some_of_them", arguments);
  }

  private Optional<Instant> oldest(String queue) {
    return sql.first(
        "select run_at " + WAITING + " order by queue, run_at limit 1",
        row -> row.instant("run_at"),
        queue,
        now);
  }

  /** What was not counted of the living, in equal parts; the size of a table is known. */
  private List<QueueStats> withEstimates(List<QueueStats> counted) {
    long full = counted.stream().filter(JobCounts::isFull).count();
    if (full == 0) {
      return counted;
    }
    long known = counted.stream().mapToLong(each -> living(each.counts())).sum();
    long rest = Math.max(0, sql.number("select count(*) from jobs") - known) / full;
    return counted.stream().map(each -> isFull(each) ? plus(each, rest) : each).toList();
  }

  private static boolean isFull(QueueStats stats) {
    return stats.counts().waiting() == CAP
        || stats.counts().scheduled() == CAP
        || stats.counts().dead() == CAP;
  }

  private static long living(QueueStats.Counts counts) {
    return counts.waiting() + counts.running() + counts.scheduled();
  }

  private static QueueStats plus(QueueStats stats, long more) {
    QueueStats.Counts counts = stats.counts();
    boolean waits = counts.waiting() == CAP;
    return new QueueStats(
        stats.queue(),
        new QueueStats.Counts(
            counts.waiting() + (waits ? more : 0),
            counts.running(),
            counts.scheduled() + (waits || counts.scheduled() < CAP ? 0 : more),
            counts.dead()),
        stats.latency(),
        true);
  }

  private static Duration age(Optional<Instant> oldest, Instant now) {
    return Duration.between(oldest.orElse(now), now);
  }
}
