package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What workers ask PostgreSQL is planned once in a session, mostly while their queue is empty, and
 * the plan is kept until the table is analyzed again: it must do for a full queue, too. Counted in
 * rows that are fetched.
 */
final class KeptPlansTest {
  private static final int WAITING = 3_000;
  private static final int AT_ONCE = 100;

  private static final String FETCHED =
      "select idx_tup_fetch + seq_tup_read from pg_stat_xact_user_tables where relname = 'jobs'";

  private Database database;
  private Connection connection;

  @BeforeEach
  void planWhileNothingWaits() throws SQLException {
    DatabaseConfig config = TestDatabases.config(Dialect.POSTGRESQL);
    database = Database.open(config, InstantSource.system());
    connection = DriverManager.getConnection(config.url(), config.username(), config.password());
    execute("alter table jobs set (autovacuum_enabled = false)");
    insert(10_000);
    execute("delete from jobs");
    execute("vacuum analyze");
    claim(1, "{}");
    claim(1, "{full}");
    execute(complete(1));
    execute(extend(1));
    execute(add(1));
    execute("delete from jobs");
    insert(WAITING);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void insert(int jobs) throws SQLException {
    execute(
        "insert into jobs (enqueued_at, run_at, type, queue, payload, ordering_key)"
            + " select now(), now(), 'task', 'default', '{}', 'line ' || i"
            + " from generate_series(1, %d) i".formatted(jobs));
  }

  /** As a worker adds them that takes them at once. */
  private static String add(int jobs) {
    return """
        select count(*) from add_jobs(
          array_fill('task'::varchar, array[%1$d]), array_fill('default'::varchar, array[%1$d]),
          array_fill('{}'::varchar, array[%1$d]), array_fill(''::varchar, array[%1$d]),
          array(select 'new line ' || i from generate_series(1, %1$d) i)::varchar[],
          array_fill(''::varchar, array[%1$d]), array_fill('worker'::varchar, array[%1$d]),
          array_fill((now() + interval '1 hour')::varchar, array[%1$d]), now())"""
        .formatted(jobs);
  }

  private static String claimSql(int most, String fullKeys) {
    return ("select count(*) from take_jobs('default', '-infinity', %d, now(), 'worker',"
            + " now() + interval '1 hour', 0, '%s', '{}', '{}', 2147483647)")
        .formatted(most, fullKeys);
  }

  private void claim(int most, String fullKeys) throws SQLException {
    execute(claimSql(most, fullKeys));
  }

  private static String held(int jobs, String call) {
    return ("with chosen as (select id, fence from jobs where lease_until is not null limit %d)"
            + " select count(*) from %s")
        .formatted(jobs, call);
  }

  private static String complete(int jobs) {
    return held(
        jobs,
        "complete_jobs(array(select id from chosen), array(select fence from chosen), now())");
  }

  private static String extend(int jobs) {
    return held(
        jobs,
        "extend_jobs(now() + interval '1 hour', array(select id from chosen),"
            + " array(select fence from chosen))");
  }

  /** How many rows of jobs a query fetched that counts to {@link #AT_ONCE}. */
  private long fetchedFor(String sql) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      long before = number(statement, FETCHED);
      assertThat(number(statement, sql)).isEqualTo(AT_ONCE);
      return number(statement, FETCHED) - before;
    } finally {
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void aClaimReadsWhatItTakes() throws SQLException {
    assertThat(fetchedFor(claimSql(AT_ONCE, "{}"))).isLessThan(4 * AT_ONCE);
    assertThat(fetchedFor(claimSql(AT_ONCE, "{full}"))).isLessThan(4 * AT_ONCE);
  }

  /** For one row it is as cheap to fetch all and sort them, and that plan is kept for many. */
  @Test
  void aClaimReadsWhatItTakesAlsoWherePlannedForOneRow() throws SQLException {
    execute("delete from jobs");
    execute(
        "insert into jobs (enqueued_at, run_at, type, queue, payload)"
            + " select now(), now() + i / 500 * interval '1 ms', 'task', 'default', '{}'"
            + " from generate_series(1, 20000) i");
    execute("vacuum analyze jobs");
    execute("delete from jobs");
    execute("vacuum jobs");
    execute("analyze jobs");
    claim(1, "{}");
    claim(1, "{full}");
    insert(WAITING);
    assertThat(fetchedFor(claimSql(AT_ONCE, "{}"))).isLessThan(4 * AT_ONCE);
    assertThat(fetchedFor(claimSql(AT_ONCE, "{full}"))).isLessThan(4 * AT_ONCE);
  }

  @Test
  void anInsertReadsTheLinesThatItAddsTo() throws SQLException {
    assertThat(fetchedFor(add(AT_ONCE))).isLessThan(4 * AT_ONCE);
  }

  @Test
  void aCompletionReadsWhatEnded() throws SQLException {
    claim(WAITING, "{}");
    assertThat(fetchedFor(complete(AT_ONCE))).isLessThan(4 * AT_ONCE);
  }

  @Test
  void aHeartbeatReadsWhatIsHeld() throws SQLException {
    claim(WAITING, "{}");
    assertThat(fetchedFor(extend(AT_ONCE))).isLessThan(4 * AT_ONCE);
  }
}
