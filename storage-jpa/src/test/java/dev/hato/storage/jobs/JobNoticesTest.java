package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.Worker;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.Migrations.SchemaSet;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Jobs of one process reach the worker of another one by a message, or by a look. */
final class JobNoticesTest {
  record Task(int number) {}

  private static final JobType<Task> TASK = JobType.of("task", "default", Task.class);
  private static final Duration NEVER = Duration.ofHours(1);

  private final DatabaseConfig config = TestDatabases.config(Dialect.POSTGRESQL);
  private final LinkedBlockingQueue<Integer> ran = new LinkedBlockingQueue<>();

  private Database open(DatabaseConfig how) {
    return Database.open(how, InstantSource.system(), EnumSet.of(SchemaSet.JOBS));
  }

  private Worker start(Database database, Duration poll) {
    Worker worker =
        Worker.newBuilder(database.jobs())
            .queue("default", 4)
            .pollInterval(poll)
            .handler(
                TASK,
                (task, context) -> {
                  ran.add(task.number());
                  return JobOutcome.done();
                })
            .build();
    worker.start();
    return worker;
  }

  private static void enqueue(Database database, int number) {
    new JobStoreQueue(database.jobs()).enqueue(TASK, new Task(number));
  }

  private void assertRuns(int number) throws InterruptedException {
    assertThat(ran.poll(20, TimeUnit.SECONDS)).isEqualTo(number);
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waiting until %s", what).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** Looks that come ever more rarely: after this only a message can wake the worker in time. */
  private static void awaitLazy(Database database) throws Exception {
    await("others are heard", database.jobs()::hearsOthers);
    LockSupport.parkNanos(Duration.ofMillis(2_700).toNanos()); // looks after 1.3, 2.5 and 5.1 s
  }

  @Test
  void aJobOfAnotherProcessIsHeardOf() throws Exception {
    try (Database own = open(config);
        Database other = open(config);
        Worker worker = start(own, NEVER)) {
      assertThat(worker).isNotNull();
      awaitLazy(own);
      long begin = System.nanoTime();
      enqueue(other, 1);
      assertRuns(1);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void aConnectionThatWasKilledIsReplacedAndHearsAgain() throws Exception {
    try (Database own = open(config);
        Database other = open(config);
        Worker worker = start(own, NEVER)) {
      assertThat(worker).isNotNull();
      await("others are heard", own.jobs()::hearsOthers);
      int killed = listeners().getFirst();
      kill(killed);
      await("it is missed", () -> !own.jobs().hearsOthers());
      await("it is replaced", () -> own.jobs().hearsOthers() && !listeners().contains(killed));
      enqueue(other, 2);
      assertRuns(2);
    }
  }

  @Test
  void twoWorkersHearOfEachOther() throws Exception {
    try (Database own = open(config);
        Database other = open(config.withPoolSize(3));
        Worker worker = start(own, NEVER);
        Worker idle = Worker.newBuilder(other.jobs()).queue("another", 1).build()) {
      assertThat(worker).isNotNull();
      idle.start();
      await("others are heard", own.jobs()::hearsOthers);
      await("the other hears", other.jobs()::hearsOthers);
      enqueue(other, 3);
      assertRuns(3);
    }
  }

  /** As behind PgBouncer in transaction mode: messages go to another database and never arrive. */
  @Test
  void whereMessagesDoNotArriveJobsAreFoundByLooking() throws Exception {
    DatabaseConfig deaf =
        config.withListenUrl(Optional.of(TestDatabases.config(Dialect.POSTGRESQL).url()));
    try (Database own = open(deaf);
        Database other = open(config);
        Worker worker = start(own, Duration.ofMillis(100))) {
      assertThat(worker).isNotNull();
      enqueue(other, 4);
      assertRuns(4);
      assertThat(own.jobs().hearsOthers()).isFalse();
    }
  }

  @Test
  void whoDoesNotListenOpensNoConnectionForIt() throws Exception {
    try (Database own = open(config.withListenUrl(Optional.empty()));
        Database command = open(config);
        Worker worker = start(own, Duration.ofMillis(100))) {
      assertThat(worker).isNotNull();
      enqueue(command, 5);
      assertRuns(5);
      assertThat(listeners()).isEmpty();
      assertThat(own.jobs().hearsOthers()).isFalse();
    }
  }

  private List<Integer> listeners() throws SQLException {
    List<Integer> found = new ArrayList<>();
    try (Connection admin =
            DriverManager.getConnection(config.url(), config.username(), config.password());
        Statement statement = admin.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select pid from pg_stat_activity where datname = current_database()"
                    + " and application_name = 'hato-listen'")) {
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
    }
    return found;
  }

  private void kill(int pid) throws SQLException {
    try (Connection admin =
            DriverManager.getConnection(config.url(), config.username(), config.password());
        Statement statement = admin.createStatement()) {
      statement.execute("select pg_terminate_backend(" + pid + ")");
    }
  }
}
