package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.Worker;
import dev.hato.storage.Database;
import dev.hato.storage.kernel.StorageException;
import dev.hato.storage.testkit.Race;
import dev.hato.storage.testkit.RestartingPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is stopped, crashes and cuts its connections while jobs are enqueued and run. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class RestartedDatabaseTest {
  record Task(int number) {}

  private static final JobType<Task> TASK = JobType.of("task", "default", Task.class);
  private static final int RESTARTS = 20;
  private static final int POOL = 8;

  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<Integer> ran = ConcurrentHashMap.newKeySet();
  private final AtomicInteger number = new AtomicInteger();
  private volatile boolean over;

  @Test
  void R9_noAcknowledgedJobIsLostWhenTheDatabaseRestartsTwentyTimes(@TempDir Path folder)
      throws Exception {
    try (RestartingPostgres postgres = new RestartingPostgres(folder);
        Database database =
            Database.open(postgres.config().withPoolSize(POOL), InstantSource.system());
        Worker worker =
            Worker.newBuilder(database.jobs())
                .queue("default", 4)
                .lease(Duration.ofSeconds(5))
                .handler(
                    TASK,
                    (task, context) -> {
                      ran.add(task.number());
                      return JobOutcome.done();
                    })
                .build()) {
      worker.start();
      JobQueue queue = new JobStoreQueue(database.jobs());
      Thread load = Thread.ofVirtual().start(() -> enqueueOn(queue));
      for (int restart = 0; restart < RESTARTS; restart++) {
        await("there is load", acknowledged.size() + 30, acknowledged);
        switch (restart % 5) {
          case 0 -> postgres.restart();
          case 1, 2 -> postgres.crash();
          default -> cutAll(postgres);
        }
        long back = System.nanoTime();
        await("jobs are enqueued", acknowledged.size() + 5, acknowledged);
        await("jobs run", ran.size() + 5, ran);
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(10));
      }
      over = true;
      load.join();

      awaitEmpty(database);
      assertThat(ran).containsAll(acknowledged);
      assertThat(database.jobs().dead().list("default", 10)).isEmpty();
      assertThatNoConnectionIsLost(database, postgres);
    }
  }

  private void enqueueOn(JobQueue queue) {
    while (!over) {
      enqueue(queue, number.incrementAndGet());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** A failure leaves open whether the job is there. */
  private void enqueue(JobQueue queue, int job) {
    try {
      queue.enqueue(TASK, new Task(job));
      acknowledged.add(job);
    } catch (StorageException cutOff) {
      assertThat(cutOff).hasMessageNotContaining("duplicate");
    }
  }

  private static void cutAll(RestartingPostgres postgres) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    }
  }

  private static void await(String what, int size, Set<Integer> grows) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (grows.size() < size) {
      assertThat(System.nanoTime()).as("%s: %s", what, grows.size()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private void awaitEmpty(Database database) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!database.jobs().stats().isEmpty()) {
      assertThat(System.nanoTime()).as("%s have run", ran.size()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** As many transactions at the same time as the pool has connections; afterwards all rest. */
  private static void assertThatNoConnectionIsLost(Database database, RestartingPostgres postgres)
      throws SQLException {
    CyclicBarrier all = new CyclicBarrier(POOL);
    Race.of(
        POOL,
        n ->
            database
                .transactions()
                .write(
                    tx -> {
                      tx.settings().put("held " + n, "");
                      return arrive(all);
                    }));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    String open = connections(postgres);
    while (!open.equals(POOL + " idle, 0 others")) {
      assertThat(System.nanoTime()).as(open).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      open = connections(postgres);
    }
  }

  private static int arrive(CyclicBarrier all) {
    try {
      return all.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("not every connection of the pool can be had", e);
    }
  }

  private static String connections(RestartingPostgres postgres) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) filter (where state = 'idle') || ' idle, '"
                    + " || count(*) filter (where state <> 'idle') || ' others'"
                    + " from pg_stat_activity where application_name = 'hato'")) {
      row.next();
      return row.getString(1);
    }
  }
}
