package dev.hato.benchmarks.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the table of jobs weighs after so many jobs, and what its statements have taken so far.
 *
 * @param seconds since the begin
 */
record ChurnSample(double seconds, long jobs, Sizes sizes, Work claims, Work completions) {
  /** Megabytes, and rows that died and take space still. */
  record Sizes(double table, double ready, double others, long dead, int vacuums) {
    @Override
    public String toString() {
      return "table %.0f MB, index of the waiting %.0f MB, other indexes %.0f MB, %,d dead rows, vacuumed %d times"
          .formatted(table, ready, others, dead, vacuums);
    }
  }

  /** All calls of a function. */
  record Work(long calls, long rows, double millis) {
    Work since(Work before) {
      return new Work(calls - before.calls, rows - before.rows, millis - before.millis);
    }

    @Override
    public String toString() {
      return "%.2f ms and %.1f us a job".formatted(millis / calls, millis * 1e3 / rows);
    }
  }

  private static final String SIZES =
      """
      select pg_table_size('jobs') / 1e6 as heap, pg_relation_size('jobs_ready') / 1e6 as ready,
        (pg_indexes_size('jobs') - pg_relation_size('jobs_ready')) / 1e6 as others,
        n_dead_tup, autovacuum_count from pg_stat_user_tables where relname = 'jobs'\
      """;
  private static final String WORK =
      """
      select coalesce(sum(calls), 0), coalesce(sum(rows), 0), coalesce(sum(total_exec_time), 0)
      from pg_stat_statements where toplevel and query like '%%%s%%' and query not like '%%pg_stat%%'\
      """;

  static ChurnSample take(Connection connection, double seconds, long jobs) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return new ChurnSample(
          seconds,
          jobs,
          sizes(statement),
          work(statement, "take_jobs("),
          work(statement, "complete_jobs("));
    }
  }

  private static Sizes sizes(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(SIZES)) {
      row.next();
      return new Sizes(
          row.getDouble("heap"),
          row.getDouble("ready"),
          row.getDouble("others"),
          row.getLong("n_dead_tup"),
          row.getInt("autovacuum_count"));
    }
  }

  private static Work work(Statement statement, String function) throws SQLException {
    try (ResultSet row = statement.executeQuery(WORK.formatted(function))) {
      row.next();
      return new Work(row.getLong(1), row.getLong(2), row.getDouble(3));
    }
  }

  /** What has happened since a sample, and what is there now. */
  String since(ChurnSample before) {
    return "%4.0f s, %,11d jobs, %,7.0f/s: %s; claim %s, completion %s"
        .formatted(
            seconds,
            jobs,
            (jobs - before.jobs) / (seconds - before.seconds),
            sizes,
            claims.since(before.claims),
            completions.since(before.completions));
  }

  /** Beyond what the time since the last vacuum makes. */
  boolean hasGrown(ChurnSample before) {
    return sizes.table() > before.sizes.table() * 1.25 + 10
        || sizes.ready() + sizes.others()
            > (before.sizes.ready() + before.sizes.others()) * 1.25 + 10;
  }
}
