package dev.hato.storage.jobs;

import dev.hato.storage.kernel.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other processes on a PostgreSQL database to which queues this one has added jobs, and
 * hears it from them: LISTEN and NOTIFY.
 *
 * <p><b>Telling</b> comes after the commit of the jobs, in a statement of its own, at most every 5
 * ms for all queues together. A NOTIFY inside the transaction would be certain to arrive, but
 * PostgreSQL lets only one transaction with a NOTIFY commit at a time, so that no two of them could
 * share a sync of the disk. What gets lost when a process dies in between is found by polling. A
 * process that knows of no other one tells nothing.
 *
 * <p><b>Hearing</b> takes one connection that stays, straight to the server: one from PgBouncer in
 * transaction mode never hears anything. So a process believes that it hears only when a message of
 * its own has come back, asks for one every 30 s, and connects anew when none comes. Whenever it is
 * deaf its workers poll more often.
 */
final class JobNotices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobNotices.class);
  private static final String CHANNEL = "hato_jobs";
  private static final Duration GAP = Duration.ofMillis(5);
  private static final Duration BEAT = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int LOOK_MILLIS = 250;

  /** PostgreSQL takes 8,000 bytes. */
  private static final int MOST_LETTERS = 1_900;

  private static final String TELL =
      "select set_config('synchronous_commit', 'off', true), pg_notify('" + CHANNEL + "', ?)";

  private final JobTables tables;
  private final Callable<Connection> direct;
  private final Consumer<String> heard;
  private final String self =
      Long.toHexString(RandomGenerator.getDefault().nextLong()); // only to know our own again
  private final Map<String, Long> others = new ConcurrentHashMap<>();
  private final Set<String> untold = new HashSet<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread listener = new Thread(this::listen, "jobs-listen");
  private boolean telling;
  private boolean listening;
  private boolean complained;
  private volatile boolean hearing;
  private volatile long ownHeardAt;

  /**
   * @param direct connects to the server past any pooler
   * @param heard called with the queue to which another process has added jobs
   */
  JobNotices(JobTables tables, Callable<Connection> direct, Consumer<String> heard) {
    this.tables = tables;
    this.direct = direct;
    this.heard = heard;
    listener.setDaemon(true);
  }

  /** Begins to listen; processes that run no jobs have no use for it. */
  synchronized void start() {
    if (!listening) {
      listening = true;
      listener.start();
    }
  }

  private synchronized boolean isListening() {
    return listening;
  }

  /** Whether what others tell arrives here. */
  boolean isHearing() {
    return hearing;
  }

  /** Tells others of a queue, soon; returns at once. */
  void tell(String queue) {
    if (hearing && !knowsOthers()) {
      return;
    }
    synchronized (untold) {
      untold.add(queue);
      if (telling) {
        return;
      }
      telling = true;
    }
    Thread.ofVirtual().name("jobs-tell").start(this::tellAll);
  }

  private boolean knowsOthers() {
    long since = System.nanoTime() - 3 * BEAT.toNanos();
    others.values().removeIf(at -> at - since < 0);
    return !others.isEmpty();
  }

  private void tellAll() {
    for (List<String> queues = nextToTell(); !queues.isEmpty(); queues = nextToTell()) {
      send(String.join("\n", queues));
      LockSupport.parkNanos(GAP.toNanos());
    }
  }

  /** As many queues as go into a message; empty when all is told. */
  private List<String> nextToTell() {
    synchronized (untold) {
      List<String> next = new ArrayList<>();
      int letters = 0;
      for (String queue : untold) {
        letters += queue.length() + 1;
        if (letters < MOST_LETTERS) {
          next.add(queue);
        }
      }
      next.forEach(untold::remove);
      telling = !next.isEmpty();
      return next;
    }
  }

  private void send(String queues) {
    try {
      int unused = tables.change(sql -> send(sql, self + "\n" + queues));
    } catch (RuntimeException e) {
      LOG.debug("others are not told of new jobs and find them by polling", e);
    }
  }

  private static int send(Sql sql, String message) {
    return sql.list(TELL, row -> 1, message).size();
  }

  private void listen() {
    long wait = FIRST_WAIT.toMillis();
    while (!stopsWithin(0)) {
      try (Connection connection = direct.call();
          Statement statement = connection.createStatement()) {
        statement.execute("listen " + CHANNEL);
        hear(connection.unwrap(PGConnection.class));
      } catch (Exception e) {
        complain("the connection that hears of new jobs is gone: " + e.getMessage());
      }
      wait = hearing ? FIRST_WAIT.toMillis() : Math.min(2 * wait, LONGEST_WAIT.toMillis());
      hearing = false;
      if (stopsWithin(wait)) {
        return;
      }
    }
  }

  /** Returns when it hears nothing any more, or is to stop. */
  private void hear(PGConnection connection) throws SQLException {
    long askedAt = System.nanoTime();
    ownHeardAt = askedAt - 1;
    send("");
    while (!stopsWithin(0)) {
      PGNotification[] notices = connection.getNotifications(LOOK_MILLIS);
      if (notices != null) {
        for (PGNotification notice : notices) {
          took(notice.getParameter().split("\n", -1));
        }
      }
      long now = System.nanoTime();
      boolean answered = ownHeardAt - askedAt >= 0;
      if (!answered && now - askedAt > ANSWER.toNanos()) {
        complain(
            "nothing is heard of new jobs: a pooler in between does not pass messages on."
                + " Name the server itself in database.listen-url, or write off there");
        return;
      }
      if (answered && now - askedAt > BEAT.toNanos()) {
        askedAt = now;
        send("");
      }
    }
  }

  /** The first line says who speaks, the others name queues; none is a sign of life. */
  private void took(String[] lines) {
    if (lines[0].equals(self)) {
      ownHeardAt = System.nanoTime();
      hearing = true;
      return;
    }
    if (others.put(lines[0], System.nanoTime()) == null) {
      send(""); // it does not know of us either
    }
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isEmpty()) {
        heard.accept(lines[i]);
      }
    }
  }

  /** Once in a row: the workers poll meanwhile, so nothing is lost. */
  private void complain(String what) {
    if (stop.getCount() > 0 && (hearing || !complained)) {
      complained = true;
      LOG.warn("{}; until then workers poll", what);
    }
  }

  private boolean stopsWithin(long millis) {
    try {
      return stop.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Override
  public void close() {
    stop.countDown();
    hearing = false;
    try {
      boolean unused = !isListening() || listener.join(ANSWER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
