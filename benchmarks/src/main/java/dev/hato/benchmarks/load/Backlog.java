package dev.hato.benchmarks.load;

import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.Worker;
import dev.hato.storage.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What a job costs while so many wait: jobs are added and run at the same pace, at two depths of
 * the queue, and what that does to the table and to the memory of the worker.
 */
final class Backlog {
  private static final int BATCH = 500;
  private static final int SHALLOW = 10_000;
  private static final String FILL =
      """
      insert into jobs (type, queue, payload, run_at, enqueued_at)
      select 'task', 'default', '{"number":' || n || '}', now(), now()
      from generate_series(1, %d) n\
      """;
  private static final String SIZES =
      """
      select pg_table_size('jobs') / 1e6 as heap, pg_indexes_size('jobs') / 1e6 as indexes,
        n_dead_tup, autovacuum_count from pg_stat_user_tables where relname = 'jobs'\
      """;

  private final Postgres postgres;
  private final String url;
  private final int seconds;
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong ran = new AtomicLong();

  private Backlog(Postgres postgres, String url, int seconds) {
    this.postgres = postgres;
    this.url = url;
    this.seconds = seconds;
  }

  static void run(Postgres postgres, int depth, Options options) throws Exception {
    Backlog backlog =
        new Backlog(postgres, postgres.database("backlog"), options.number("seconds", 20));
    try (Database database = HatoQueue.open(backlog.url)) {
      backlog.fill(SHALLOW);
      double unused = backlog.measure(database, SHALLOW, "warm-up");
      double shallow = backlog.measure(database, SHALLOW, "measured");
      backlog.fill(depth - SHALLOW);
      postgres.vacuum(backlog.url);
      double deep = backlog.measure(database, depth, "measured");
      System.out.printf(
          "queue backlog: with %,d waiting a job costs %.2f times as much as with %,d%n",
          depth, deep / shallow, SHALLOW);
    }
  }

  private void fill(int jobs) throws SQLException {
    long begin = System.nanoTime();
    int left = jobs;
    try (Connection connection = Postgres.connect(url);
        Statement statement = connection.createStatement()) {
      while (left > 0) {
        left -= statement.executeUpdate(FILL.formatted(Math.min(left, 500_000)));
      }
    }
    System.out.printf(
        "queue backlog: %,d jobs put in by the database itself in %.0f s%n",
        jobs, (System.nanoTime() - begin) / 1e9);
  }

  /** Microseconds of CPU for each job, of the database and of this process. */
  private double measure(Database database, int depth, String what) throws Exception {
    added.set(0);
    ran.set(0);
    JobQueue queue = new JobStoreQueue(database.jobs());
    double seconds;
    double databaseCpu;
    double ownCpu;
    try (Worker worker = HatoQueue.worker(database, 8, this::ranOne)) {
      worker.start();
      databaseCpu = postgres.cpuSeconds();
      ownCpu = Proc.ownCpuSeconds();
      long begin = System.nanoTime();
      long end = begin + TimeUnit.SECONDS.toNanos(this.seconds);
      while (System.nanoTime() < end) {
        if (added.get() - ran.get() < BATCH) {
          queue.enqueueAll(HatoQueue.tasks((int) added.get(), BATCH));
          added.addAndGet(BATCH);
        } else {
          LockSupport.parkNanos(100_000);
        }
      }
      seconds = (System.nanoTime() - begin) / 1e9;
      databaseCpu = postgres.cpuSeconds() - databaseCpu;
      ownCpu = Proc.ownCpuSeconds() - ownCpu;
    }
    long jobs = ran.get();
    double each = (databaseCpu + ownCpu) * 1e6 / jobs;
    System.out.printf(
        "queue backlog %s: %,d waiting, %,d added and run at %,.0f/s; CPU of the database %.1f us,"
            + " of the process %.1f us each; heap after it %.0f MB; stats %.1f ms; %s%n",
        what,
        depth,
        jobs,
        jobs / seconds,
        databaseCpu * 1e6 / jobs,
        ownCpu * 1e6 / jobs,
        usedHeapMegabytes(),
        statsMillis(database),
        sizes());
    return each;
  }

  /** Waits for the one who adds, so that the queue keeps its depth. */
  private void ranOne() {
    while (ran.get() > added.get() + BATCH) {
      LockSupport.parkNanos(100_000);
    }
    ran.incrementAndGet();
  }

  private static double usedHeapMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }

  private static double statsMillis(Database database) {
    long begin = System.nanoTime();
    if (database.jobs().stats().isEmpty()) {
      throw new IllegalStateException("no queue is seen");
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private String sizes() throws SQLException {
    try (Connection connection = Postgres.connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SIZES)) {
      row.next();
      return "table %.0f MB, indexes %.0f MB, %,d dead rows, vacuumed %d times"
          .formatted(
              row.getDouble("heap"),
              row.getDouble("indexes"),
              row.getLong("n_dead_tup"),
              row.getLong("autovacuum_count"));
    }
  }
}
