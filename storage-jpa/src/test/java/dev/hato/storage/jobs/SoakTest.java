package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RecurringJob;
import dev.hato.jobs.Schedule;
import dev.hato.jobs.Worker;
import dev.hato.jobs.testkit.ManualWorker;
import dev.hato.jobs.testkit.MixedLoad;
import dev.hato.jobs.testkit.SettableClock;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.Migrations.SchemaSet;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.TestDatabases;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A day of everything at once, by a clock that is turned four minutes at a time. Its workers are
 * real ones; that leases are renewed and jobs of the dead are found is done by hand, because the
 * pace of a worker comes from the clock of the machine. {@code benchmarks/run soak} is the same in
 * real time.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class SoakTest {
  record Sweep() {}

  private static final Duration STEP = Duration.ofMinutes(4);
  private static final int STEPS_OF_AN_HOUR = 15;
  private static final int JOBS = 40;
  private static final JobType<Sweep> SWEEP = JobType.of("sweep", "janitor", Sweep.class);

  private final SettableClock clock = new SettableClock();

  /** What may grow. */
  private record Footprint(
      long heap, int threads, long connections, long tableBytes, long indexBytes) {}

  @Test
  void afterADayOfMixedWorkHeapThreadsConnectionsAndTablesAreAsTheyWere() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.POSTGRESQL);
    try (Database database = Database.open(config, clock, EnumSet.of(SchemaSet.JOBS));
        Connection connection =
            DriverManager.getConnection(config.url(), config.username(), config.password());
        Statement statement = connection.createStatement()) {
      MixedLoad load = new MixedLoad(database.jobs(), 4);
      ManualWorker janitor = janitor(database);
      try (Worker steady = start(load, "steady")) {
        passHours(2, load, janitor, statement);
        Footprint morning = footprint(load, janitor, statement);
        passHours(22, load, janitor, statement);
        Footprint night = footprint(load, janitor, statement);
        System.out.printf("Soak: %s%n  after 2 hours %s%n  after 24 %s%n", load, morning, night);

        load.verify();
        assertThat(night.heap()).isLessThan(morning.heap() * 11 / 10 + 2_000_000);
        assertThat(night.threads()).isLessThanOrEqualTo(morning.threads() + 1);
        assertThat(night.connections()).isLessThanOrEqualTo(morning.connections());
        assertThat(night.tableBytes()).isLessThan(morning.tableBytes() * 5 / 4 + 65_536);
        assertThat(night.indexBytes()).isLessThan(morning.indexBytes() * 5 / 4 + 65_536);
        assertThat(steady.drain(Duration.ofSeconds(10))).isTrue();
      }
    }
  }

  private static Worker start(MixedLoad load, String name) {
    Worker worker =
        load.worker(name).lease(Duration.ofHours(1)).pollInterval(Duration.ofMillis(20)).build();
    worker.start();
    return worker;
  }

  /** Reaps when it is told to; another one that may lead. */
  private ManualWorker janitor(Database database) {
    return new ManualWorker(
        clock,
        Worker.newBuilder(database.jobs())
            .name("janitor")
            .queue("janitor", 1)
            .recurring(
                new RecurringJob<>(
                    "sweep", Schedule.every(Duration.ofMinutes(10)), SWEEP, new Sweep()))
            .handler(SWEEP, (sweep, context) -> JobOutcome.done()));
  }

  /** A second worker comes each hour and leaves in good order. */
  private void passHours(int hours, MixedLoad load, ManualWorker janitor, Statement statement)
      throws SQLException {
    for (int hour = 0; hour < hours; hour++) {
      try (Worker guest = start(load, "guest")) {
        for (int step = 0; step < STEPS_OF_AN_HOUR; step++) {
          load.enqueue(JOBS);
          clock.advance(STEP);
          int unused = janitor.run();
          guest.wake();
          await(load, janitor);
          load.tidy(Duration.ofHours(1));
        }
      }
      statement.execute("vacuum"); // as it does by itself after so many rows
    }
  }

  private static void await(MixedLoad load, ManualWorker janitor) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!load.isIdle()) {
      assertThat(System.nanoTime()).as("%s", load).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      int unused = janitor.run();
    }
  }

  private Footprint footprint(MixedLoad load, ManualWorker janitor, Statement statement)
      throws SQLException {
    for (int step = 0; step < STEPS_OF_AN_HOUR; step++) { // what waits for its time, and retries
      clock.advance(STEP);
      int unused = janitor.run();
      await(load, janitor);
    }
    load.tidy(Duration.ZERO);
    statement.execute("vacuum");
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return new Footprint(
        Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        number(
            statement, "select count(*) from pg_stat_activity where datname = current_database()"),
        number(statement, "select pg_table_size('jobs') + pg_table_size('dead_jobs')"),
        number(statement, "select pg_indexes_size('jobs') + pg_indexes_size('dead_jobs')"));
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
