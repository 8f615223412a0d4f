package dev.hato.benchmarks.load;

import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.Worker;
import dev.hato.storage.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Millions of jobs that do nothing pass through the table, some thousands of them waiting at any
 * time: what becomes of its size, its dead rows, and the time that a claim takes? {@code jobs=N},
 * {@code rate=N} in a second at most, {@code every=N} seconds between two looks. From {@code
 * old-from=N} seconds for {@code old-for=N} seconds another session keeps a transaction open, which
 * lets nothing be removed that died since. Fails when table or claims have grown in the second
 * half.
 */
final class ChurnScenario {
  private static final int BATCH = 500;
  private static final int WAITING = 5_000;

  private final String url;
  private final Options options;
  private final AtomicLong ran = new AtomicLong();
  private final List<ChurnSample> samples = new ArrayList<>();

  private ChurnScenario(String url, Options options) {
    this.url = url;
    this.options = options;
  }

  static void run(Options options) throws IOException {
    try (Folders folders = Folders.create();
        Postgres postgres = Postgres.start(folders.root())) {
      new ChurnScenario(postgres.database("churn"), options).churn();
    } catch (SQLException e) {
      throw new IOException("the churn did not end", e);
    }
  }

  /** Jobs are added as by another process, so that each of them is claimed. */
  private void churn() throws SQLException {
    try (Database adding = HatoQueue.open(url);
        Database working = HatoQueue.open(url);
        Connection looking = Postgres.connect(url);
        Worker worker = HatoQueue.worker(working, 8, ran::incrementAndGet)) {
      try (Statement statement = looking.createStatement()) {
        statement.execute("create extension if not exists pg_stat_statements");
      }
      worker.start();
      work(new JobStoreQueue(adding.jobs()), looking);
    }
    judge();
  }

  private void work(JobQueue queue, Connection looking) throws SQLException {
    long jobs = options.number("jobs", 5_000_000);
    double rate = options.number("rate", 1_000_000);
    long everyNanos = TimeUnit.SECONDS.toNanos(options.number("every", 10));
    long begin = System.nanoTime();
    long nextLook = begin;
    long added = 0;
    try (OldTransaction old = new OldTransaction(url, options, begin)) {
      while (ran.get() < jobs) {
        long now = System.nanoTime();
        if (now >= nextLook) {
          look(looking, now - begin, old.isOpen());
          nextLook += everyNanos;
        }
        old.openOrClose(now);
        boolean slow = added >= (now - begin) / 1e9 * rate;
        if (slow || added >= jobs || added - ran.get() > WAITING - BATCH) {
          LockSupport.parkNanos(100_000);
        } else {
          queue.enqueueAll(HatoQueue.tasks((int) added, BATCH));
          added += BATCH;
        }
      }
      look(looking, System.nanoTime() - begin, old.isOpen());
    }
  }

  private void look(Connection looking, long nanos, boolean old) throws SQLException {
    ChurnSample sample = ChurnSample.take(looking, nanos / 1e9, ran.get());
    if (!samples.isEmpty()) {
      System.out.println("churn " + sample.since(samples.getLast()) + (old ? ", held open" : ""));
    }
    samples.add(sample);
  }

  /** A session that reads once and then keeps its snapshot for a while. */
  private static final class OldTransaction implements AutoCloseable {
    private final Connection connection;
    private final long openAt;
    private final long closeAt;
    private boolean open;

    OldTransaction(String url, Options options, long begin) throws SQLException {
      connection = Postgres.connect(url);
      openAt = begin + TimeUnit.SECONDS.toNanos(options.number("old-from", 0));
      closeAt = openAt + TimeUnit.SECONDS.toNanos(options.number("old-for", 0));
    }

    boolean isOpen() {
      return open;
    }

    void openOrClose(long now) throws SQLException {
      boolean wanted = now >= openAt && now < closeAt;
      if (wanted == open) {
        return;
      }
      if (wanted) {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
          statement.execute("select count(*) from job_queues");
        }
      } else {
        connection.rollback();
      }
      open = wanted;
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  /** Holds the last sample against the one in the middle. */
  private void judge() {
    ChurnSample middle = samples.get(samples.size() / 2);
    ChurnSample end = samples.getLast();
    System.out.printf("churn: in the middle %s; in the end %s%n", middle.sizes(), end.sizes());
    if (end.hasGrown(middle)) {
      throw new IllegalStateException("the table has grown");
    }
  }
}
