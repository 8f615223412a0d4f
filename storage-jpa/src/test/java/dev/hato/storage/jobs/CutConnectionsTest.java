package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.Worker;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.StorageException;
import dev.hato.storage.testkit.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** PostgreSQL ends every connection again and again while jobs are enqueued and run. */
final class CutConnectionsTest {
  record Task(int number) {}

  private static final JobType<Task> TASK = JobType.of("task", "default", Task.class);
  private static final int CUTS = 20;
  private static final int JOBS_BETWEEN = 25;

  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<Integer> ran = ConcurrentHashMap.newKeySet();

  @Test
  void R9_noAcknowledgedJobIsLostWhenTheDatabaseEndsItsConnectionsTwentyTimes() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.POSTGRESQL);
    try (Database database = Database.open(config, InstantSource.system());
        Connection admin =
            DriverManager.getConnection(config.url(), config.username(), config.password());
        Worker worker =
            Worker.newBuilder(database.jobs())
                .queue("default", 4)
                .lease(Duration.ofSeconds(2))
                .handler(
                    TASK,
                    (task, context) -> {
                      ran.add(task.number());
                      return JobOutcome.done();
                    })
                .build()) {
      worker.start();
      JobQueue queue = new JobStoreQueue(database.jobs());
      for (int cut = 0; cut < CUTS; cut++) {
        for (int i = 0; i < JOBS_BETWEEN; i++) {
          enqueue(queue, cut * JOBS_BETWEEN + i);
        }
        cutAll(admin);
      }

      awaitEmpty(database);
      assertThat(ran).containsAll(acknowledged);
      assertThat(acknowledged).hasSizeGreaterThan(CUTS * JOBS_BETWEEN / 2);
      assertThat(database.jobs().dead().list("default", 10)).isEmpty();
    }
  }

  /** A failure leaves open whether the job is there. */
  private void enqueue(JobQueue queue, int number) {
    try {
      queue.enqueue(TASK, new Task(number));
      acknowledged.add(number);
    } catch (StorageException cutOff) {
      assertThat(cutOff).hasMessageNotContaining("duplicate");
    }
  }

  private static void cutAll(Connection admin) throws SQLException {
    try (Statement statement = admin.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    }
  }

  private void awaitEmpty(Database database) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!isEmpty(database)) {
      assertThat(System.nanoTime()).as("%s have run", ran.size()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static boolean isEmpty(Database database) {
    try {
      return database.jobs().stats().isEmpty();
    } catch (StorageException cutOff) {
      return false;
    }
  }
}
