package dev.hato.benchmarks.load;

import dev.hato.jobs.Worker;
import dev.hato.jobs.testkit.MixedLoad;
import dev.hato.storage.Database;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Every feature of the queue at once for a while: what is left of it in memory, threads,
 * connections and tables? {@code minutes=N}, {@code rate=N} jobs in a second, {@code seed=N}. The
 * first fifth is the warm-up. Fails when something has grown.
 */
final class SoakScenario {
  private SoakScenario() {}

  /** What may grow, when no job waits or runs. */
  private record Footprint(
      double heapMegabytes,
      int threads,
      int connections,
      double tableMegabytes,
      double indexMegabytes) {
    static Footprint take(Connection connection) throws SQLException {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      Runtime runtime = Runtime.getRuntime();
      return new Footprint(
          (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
          ManagementFactory.getThreadMXBean().getThreadCount(),
          (int) number(connection, "select count(*) from pg_stat_activity where datname = 'soak'"),
          number(connection, "select " + ofTables("pg_table_size")) / 1e6,
          number(connection, "select " + ofTables("pg_indexes_size")) / 1e6);
    }

    private static String ofTables(String size) {
      return "%1$s('jobs') + %1$s('dead_jobs') + %1$s('job_groups') + %1$s('job_queues')"
          .formatted(size);
    }

    /** What is larger than before, beyond what a garbage collector or a vacuum leaves open. */
    boolean hasGrown(Footprint before) {
      return heapMegabytes > before.heapMegabytes * 1.1 + 4
          || threads > before.threads + 2
          || connections > before.connections
          || tableMegabytes > before.tableMegabytes * 1.25 + 1
          || indexMegabytes > before.indexMegabytes * 1.25 + 1;
    }

    @Override
    public String toString() {
      return "heap %.1f MB, %d threads, %d connections, tables %.1f MB, indexes %.1f MB"
          .formatted(heapMegabytes, threads, connections, tableMegabytes, indexMegabytes);
    }
  }

  static void run(Options options) throws IOException {
    try (Folders folders = Folders.create();
        Postgres postgres = Postgres.start(folders.root())) {
      String url = postgres.database("soak");
      try (Database database = HatoQueue.open(url);
          Connection connection = Postgres.connect(url)) {
        soak(options, database, connection);
      }
    } catch (SQLException | InterruptedException e) {
      throw new IOException("the soak did not end", e);
    }
  }

  private static void soak(Options options, Database database, Connection connection)
      throws SQLException, InterruptedException, IOException {
    MixedLoad load = new MixedLoad(database.jobs(), options.number("seed", 4));
    Duration whole = Duration.ofMinutes(options.number("minutes", 10));
    int rate = options.number("rate", 300);
    try (Worker worker = load.worker("soak").build();
        Worker second = load.worker("soak too").build()) {
      worker.start();
      second.start();
      work(load, rate, whole.dividedBy(5));
      Footprint begin = rest(load, connection);
      System.out.printf("soak begin: %s, after %s%n", begin, load);
      work(load, rate, whole.minus(whole.dividedBy(5)));
      Footprint end = rest(load, connection);
      System.out.printf("soak end:   %s, after %s%n", end, load);
      load.verify();
      if (end.hasGrown(begin)) {
        throw new IllegalStateException("something has grown");
      }
    }
  }

  private static void work(MixedLoad load, int rate, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long next = System.nanoTime();
    while (System.nanoTime() < end) {
      load.enqueue(rate / 10);
      load.tidy(Duration.ofSeconds(10));
      next += TimeUnit.MILLISECONDS.toNanos(100);
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /** Waits until all is done; jobs of the worker that died take their lease of 30 s. */
  private static Footprint rest(MixedLoad load, Connection connection)
      throws IOException, SQLException {
    Waiting.until("all jobs are done", 180, 0.2, load::isEmpty);
    load.tidy(Duration.ZERO);
    return Footprint.take(connection);
  }

  private static double number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getDouble(1);
    }
  }
}
