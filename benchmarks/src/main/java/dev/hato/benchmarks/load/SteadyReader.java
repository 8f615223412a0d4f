package dev.hato.benchmarks.load;

import dev.hato.jobs.Foreground;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for a page of posts 50 times in a second, on time whether or not the last one was slow, and
 * measures from when it was to ask. Two connections take turns, as two people would.
 */
final class SteadyReader implements AutoCloseable {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int RECENT = 10;
  private static final String PAGE =
      """
      select p.id, p.body, count(l.id) from posts p left join likes l on l.post = p.id
      where p.author = any (?) and not p.doomed group by p.id order by p.id desc limit 20""";

  /** When a page was asked for, in nanoseconds since the begin, and how long it took. */
  record Sample(long atNanos, long nanos) {}

  private final List<Connection> connections = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final double[] recent = new double[RECENT];
  private final Foreground foreground = new Foreground();
  private final int authors;
  private int asked;
  private long begin = System.nanoTime();
  private volatile boolean over;

  SteadyReader(String url, int authors) throws SQLException {
    this.authors = authors;
    long start = System.nanoTime();
    for (int i = 0; i < 2; i++) {
      Connection connection = Postgres.connect(url);
      connections.add(connection);
      long first = start + i * EVERY_NANOS;
      threads.add(new Thread(() -> read(connection, first), "reader " + i));
    }
    threads.forEach(Thread::start);
  }

  private void read(Connection connection, long first) {
    Random random = new Random(first);
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      for (long next = first; !over; next += 2 * EVERY_NANOS) {
        while (System.nanoTime() < next) {
          LockSupport.parkNanos(next - System.nanoTime());
        }
        page(connection, statement, random, next);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the reader got no page", e);
    }
  }

  private void page(Connection connection, PreparedStatement statement, Random random, long next)
      throws SQLException {
    try (Foreground.Stay unused = foreground.enter()) {
      Integer[] followed = random.ints(20, 0, authors).boxed().toArray(Integer[]::new);
      statement.setArray(1, connection.createArrayOf("integer", followed));
      try (ResultSet rows = statement.executeQuery()) {
        int count = 0;
        while (rows.next()) {
          count++;
        }
        add(next, System.nanoTime() - next, count);
      }
    }
  }

  /** In it while a page is read. */
  Foreground foreground() {
    return foreground;
  }

  private synchronized void add(long at, long nanos, int rows) {
    if (rows != 20) {
      throw new IllegalStateException("a page of " + rows);
    }
    samples.add(new Sample(at - begin, nanos));
    recent[asked++ % RECENT] = nanos / 1e6;
  }

  /** Forgets what was measured; the time of the new begin. */
  synchronized long begin() {
    samples.clear();
    begin = System.nanoTime();
    return begin;
  }

  synchronized List<Sample> end() {
    return List.copyOf(samples);
  }

  /** The mean of the last pages, as a server would give the latency of its own queries. */
  synchronized double recentMillis() {
    double sum = 0;
    for (double millis : recent) {
      sum += millis;
    }
    return sum / RECENT;
  }

  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException("a reader's connection", e);
      }
    }
  }
}
