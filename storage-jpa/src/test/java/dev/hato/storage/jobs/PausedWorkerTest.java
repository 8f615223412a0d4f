package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.JobInfo;
import dev.hato.jobs.JobListener;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RetryPolicy;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.Migrations.SchemaSet;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.ChildJvm;
import dev.hato.storage.testkit.TestDatabases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A process in the middle of its handlers is killed, or stopped for longer than its lease. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class PausedWorkerTest {
  record Task(String payload) {}

  /** How the child would end the job of that name; each has a queue, so that all run at once. */
  private static final List<String> ENDINGS = List.of("done", "retried", "failed", "discarded");

  /** A job that its new worker ends while the old one is stopped. */
  private static final String FINISHED = "finished";

  private static final Duration SHORT_LEASE = Duration.ofMillis(1_500);

  private static JobType<Task> type(String ending) {
    return JobType.of(ending, "queue of " + ending, Task.class).withRetry(RetryPolicy.never());
  }

  private static List<String> all() {
    List<String> all = new ArrayList<>(ENDINGS);
    all.add(FINISHED);
    return all;
  }

  /** Begins every job and ends them when it hears a line. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      DatabaseConfig config = DatabaseConfig.of(arguments[1], arguments[2], arguments[3]);
      CountDownLatch go = new CountDownLatch(1);
      Database database =
          Database.open(config, InstantSource.system(), EnumSet.noneOf(SchemaSet.class));
      WorkerBuilder builder =
          Worker.newBuilder(database.jobs())
              .name("child")
              .lease(SHORT_LEASE)
              .listener(
                  new JobListener() {
                    @Override
                    public void leaseLost(JobInfo job) {
                      System.out.println("lost " + job.type());
                    }
                  });
      for (String ending : all()) {
        builder
            .queue(type(ending).queue(), 1)
            .handler(
                type(ending),
                (task, context) -> {
                  System.out.println("began " + task.payload() + " " + context.attempt());
                  awaitStubbornly(go);
                  return outcome(ending);
                });
      }
      builder.build().start();
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String unused = orders.readLine();
      go.countDown();
      unused = orders.readLine(); // lives until its parent ends it
    }

    /** Like work that heeds no interrupt. */
    private static void awaitStubbornly(CountDownLatch go) {
      boolean over = false;
      while (!over) {
        try {
          go.await();
          over = true;
        } catch (InterruptedException e) {
          over = false;
        }
      }
    }

    private static JobOutcome outcome(String ending) {
      return switch (ending) {
        case "done" -> JobOutcome.done();
        case "failed" -> JobOutcome.failed("a stale failure");
        case "discarded" -> JobOutcome.discard("a stale decision");
        default -> JobOutcome.retry(Duration.ZERO, "a stale retry");
      };
    }
  }

  /** What the worker of this process began. */
  private final BlockingQueue<String> began = new LinkedBlockingQueue<>();

  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(all().size());

  private Worker successor(Database database) {
    WorkerBuilder builder =
        Worker.newBuilder(database.jobs())
            .name("successor")
            .lease(SHORT_LEASE.multipliedBy(4))
            .listener(
                new JobListener() {
                  @Override
                  public void done(JobInfo job, Duration took) {
                    done.countDown();
                  }
                });
    for (String ending : all()) {
      builder
          .queue(type(ending).queue(), 1)
          .handler(
              type(ending),
              (task, context) -> {
                began.add(task.payload() + " " + context.attempt());
                if (!ending.equals(FINISHED)) {
                  release.await();
                }
                return JobOutcome.done();
              });
    }
    return builder.build();
  }

  private static List<String> expected(String prefix, String suffix) {
    return all().stream().map(ending -> prefix + ending + suffix).toList();
  }

  private static void enqueueAll(Database database) {
    JobStoreQueue queue = new JobStoreQueue(database.jobs());
    all().forEach(ending -> queue.enqueue(type(ending), new Task(ending)));
  }

  private List<String> nextBegun() throws InterruptedException {
    List<String> next = new ArrayList<>();
    for (int i = 0; i < all().size(); i++) {
      String begun = began.poll(30, TimeUnit.SECONDS);
      assertThat(begun).as("begun after %s", next).isNotNull();
      next.add(begun);
    }
    return next;
  }

  private static void letAllBegin(Database database, ChildJvm child) throws Exception {
    enqueueAll(database);
    assertThat(child.lines(all().size()))
        .containsExactlyInAnyOrderElementsOf(expected("began ", " 1"));
  }

  @Test
  void R3_jobsOfAWorkerThatWasKilledInTheirMiddleRunAgainByAnotherWithinTheirLease()
      throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.POSTGRESQL);
    try (Database database = Database.open(config, InstantSource.system());
        ChildJvm child = ChildJvm.start(Child.class, List.of(), "work", config);
        Worker successor = successor(database)) {
      letAllBegin(database, child);
      release.countDown();
      successor.start();
      child.kill();
      long killed = System.nanoTime();

      assertThat(nextBegun()).containsExactlyInAnyOrderElementsOf(expected("", " 2"));
      Duration taken = Duration.ofNanos(System.nanoTime() - killed);
      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();

      // the lease, and a third of the finder's, and what a busy machine needs
      assertThat(taken).isLessThan(SHORT_LEASE.plus(SHORT_LEASE.multipliedBy(2)).plusSeconds(5));
      assertThat(database.jobs().stats()).isEmpty();
    }
  }

  @Test
  void R5_aWorkerThatWasStoppedBeyondItsLeaseOverwritesNothingWhenItGoesOn() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.POSTGRESQL);
    try (Database database = Database.open(config, InstantSource.system());
        ChildJvm child = ChildJvm.start(Child.class, List.of(), "work", config);
        Worker successor = successor(database)) {
      letAllBegin(database, child);
      child.signal("STOP");
      child.say("end what you began");
      successor.start();
      assertThat(nextBegun()).containsExactlyInAnyOrderElementsOf(expected("", " 2"));

      child.signal("CONT");
      assertThat(child.lines(all().size()))
          .containsExactlyInAnyOrderElementsOf(expected("lost ", ""));

      assertThat(held(config))
          .containsExactlyInAnyOrderElementsOf(
              ENDINGS.stream().map(ending -> ending + " by successor, attempt 2").toList());
      assertThat(database.jobs().stats())
          .allSatisfy(stats -> assertThat(stats.counts().dead()).isZero());
      release.countDown();
      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(database.jobs().stats()).isEmpty();
      assertThat(began).isEmpty();
    }
  }

  private static List<String> held(DatabaseConfig config) throws SQLException {
    List<String> held = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(config.url(), config.username(), config.password());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select type || ' by ' || coalesce(worker, 'nobody') || ', attempt ' || attempts"
                    + " from jobs")) {
      while (rows.next()) {
        held.add(rows.getString(1));
      }
    }
    return held;
  }
}
