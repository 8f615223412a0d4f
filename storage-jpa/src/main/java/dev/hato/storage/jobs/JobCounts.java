package dev.hato.storage.jobs;

import dev.hato.jobs.spi.QueueStats;
import dev.hato.storage.kernel.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the jobs of every queue. */
final class JobCounts {
  private JobCounts() {}

  static List<QueueStats> of(Sql sql, Instant now) {
    Map<String, QueueStats> stats = new TreeMap<>();
    sql.list(
            JobStatements.LIVING,
            row ->
                new QueueStats(
                    row.text("queue"),
                    new QueueStats.Counts(
                        row.number("waiting"), row.number("running"), row.number("scheduled"), 0),
                    Duration.between(row.optionalInstant("oldest").orElse(now), now)),
            now,
            now,
            now)
        .forEach(living -> stats.put(living.queue(), living));
    sql.list(
            JobStatements.DEAD,
            row ->
                new QueueStats(
                    row.text("queue"),
                    new QueueStats.Counts(0, 0, 0, row.number("dead")),
                    Duration.ZERO))
        .forEach(dead -> stats.merge(dead.queue(), dead, JobCounts::withDead));
    return new ArrayList<>(stats.values());
  }

  private static QueueStats withDead(QueueStats living, QueueStats dead) {
    QueueStats.Counts counts = living.counts();
    return new QueueStats(
        living.queue(),
        new QueueStats.Counts(
            counts.waiting(), counts.running(), counts.scheduled(), dead.counts().dead()),
        living.latency());
  }
}
