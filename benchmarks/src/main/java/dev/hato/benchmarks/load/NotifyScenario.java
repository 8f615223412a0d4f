package dev.hato.benchmarks.load;

import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.spi.JobStore;
import dev.hato.storage.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * What it costs to tell other processes of new jobs: several sessions add one job after the other,
 * each in a transaction of its own, without a NOTIFY, with one in each transaction, and as Hato
 * does it. {@code sessions=N,N}, {@code seconds=N} for each.
 */
final class NotifyScenario {
  private static final String INSERT =
      """
      insert into jobs (enqueued_at, run_at, type, queue, payload)
      values (now(), now(), 'task', 'default', '{"number":1}')\
      """;
  private static final String INSERT_AND_NOTIFY =
      "with added as ("
          + INSERT
          + " returning queue) select pg_notify('hato_jobs', queue) from added";

  /** One session that adds jobs. */
  private interface Session extends AutoCloseable {
    void addOne() throws SQLException;
  }

  private interface Opening {
    Session open() throws SQLException, IOException;
  }

  private final String url;
  private final int seconds;

  private NotifyScenario(String url, int seconds) {
    this.url = url;
    this.seconds = seconds;
  }

  static void run(Options options) throws IOException {
    List<Integer> sessions =
        Stream.of(options.values().getOrDefault("sessions", "1,4,16").split(","))
            .map(Integer::valueOf)
            .toList();
    try (Folders folders = Folders.create();
        Postgres postgres = Postgres.start(folders.root())) {
      NotifyScenario scenario =
          new NotifyScenario(postgres.database("notify"), options.number("seconds", 5));
      HatoQueue.open(scenario.url).close();
      scenario.measure("warm-up", 4, () -> scenario.sql(INSERT));
      for (int count : sessions) {
        scenario.measure("SQL, no NOTIFY", count, () -> scenario.sql(INSERT));
        scenario.measure("SQL, NOTIFY in each", count, () -> scenario.sql(INSERT_AND_NOTIFY));
        scenario.measure("Hato, tells nobody", count, () -> scenario.hato(false));
        scenario.measure("Hato, tells others", count, () -> scenario.hato(true));
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("a session failed", e);
    }
  }

  private Session sql(String statement) throws SQLException {
    Connection connection = Postgres.connect(url);
    PreparedStatement adding = connection.prepareStatement(statement);
    return new Session() {
      @Override
      public void addOne() throws SQLException {
        boolean unused = adding.execute();
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }

  /** With a pool of its own, as another process has. */
  private Session hato(boolean tells) throws IOException {
    Optional<String> listen = tells ? Optional.of(url) : Optional.empty();
    Database database =
        Database.open(
            HatoQueue.config(url).withListenUrl(listen), InstantSource.system(), HatoQueue.JOBS);
    JobStore.Subscription heard = database.jobs().subscribe(queue -> {});
    if (tells) {
      Waiting.until("others are heard", 10, 0.05, database.jobs()::hearsOthers);
    }
    JobStoreQueue queue = new JobStoreQueue(database.jobs());
    return new Session() {
      @Override
      public void addOne() {
        queue.enqueue(HatoQueue.TASK, new HatoQueue.Task(1));
      }

      @Override
      public void close() {
        heard.close();
        database.close();
      }
    };
  }

  private void measure(String what, int sessions, Opening opening) throws Exception {
    List<Session> open = new ArrayList<>();
    AtomicInteger heard = new AtomicInteger();
    try (Connection listener = Postgres.connect(url);
        Statement statement = listener.createStatement();
        ExecutorService threads = Executors.newFixedThreadPool(sessions)) {
      statement.execute("truncate jobs");
      statement.execute("listen hato_jobs");
      for (int i = 0; i < sessions; i++) {
        open.add(opening.open());
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      List<Future<Integer>> added = new ArrayList<>();
      for (Session session : open) {
        added.add(threads.submit(() -> addUntil(session, end)));
      }
      hear(listener.unwrap(PGConnection.class), heard, end);
      int jobs = 0;
      for (Future<Integer> each : added) {
        jobs += each.get();
      }
      System.out.printf(
          "notify %-20s %2d sessions: %,7.0f jobs/s, %,6.0f notifications/s%n",
          what, sessions, 1.0 * jobs / seconds, 1.0 * heard.get() / seconds);
    } finally {
      for (Session session : open) {
        session.close();
      }
    }
  }

  private static int addUntil(Session session, long end) throws SQLException {
    int jobs = 0;
    while (System.nanoTime() < end) {
      session.addOne();
      jobs++;
    }
    return jobs;
  }

  private static void hear(PGConnection connection, AtomicInteger heard, long end)
      throws SQLException {
    while (System.nanoTime() < end) {
      PGNotification[] notices = connection.getNotifications(100);
      heard.addAndGet(notices == null ? 0 : notices.length);
    }
  }
}
