package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobInfo;
import dev.hato.jobs.JobListener;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RetryPolicy;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.Migrations.SchemaSet;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.ChildJvm;
import dev.hato.storage.testkit.HaltingSockets;
import dev.hato.storage.testkit.JarredClassPath;
import dev.hato.storage.testkit.Race;
import dev.hato.storage.testkit.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process takes an order and enqueues its two jobs in one transaction, runs them (one starts with
 * its insert, the other is claimed, fails once and is claimed again), and ends. It is halted after
 * its first statement, after its second, and so on until one lives to its end.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class KilledAtEveryStatementTest {
  record Order(int number) {}

  private static final RetryPolicy AT_ONCE =
      (attempts, elapsed, random) -> Optional.of(Duration.ZERO);
  private static final JobType<Order> PACK =
      JobType.of("pack", "shop", Order.class).withRetry(AT_ONCE);
  private static final JobType<Order> SHIP =
      JobType.of("ship", "shop", Order.class).withRetry(AT_ONCE);
  private static final int LANES = 2;
  private static final int MOST_STATEMENTS = 100;

  /** The process. */
  static final class Shop {
    private Shop() {}

    public static void main(String[] arguments) throws InterruptedException {
      int number = Integer.getInteger("order");
      DatabaseConfig config =
          DatabaseConfig.of(HaltingSockets.url(arguments[1]), arguments[2], arguments[3])
              .withPoolSize(2);
      CountDownLatch ended = new CountDownLatch(2);
      JobListener listener =
          new JobListener() {
            @Override
            public void done(JobInfo job, Duration took) {
              ended.countDown();
            }
          };
      try (Database database =
              Database.open(config, InstantSource.system(), EnumSet.noneOf(SchemaSet.class));
          Worker worker = worker(database).name("shop").listener(listener).build()) {
        HaltingSockets.haltAfter(number == 0 ? Long.MAX_VALUE : number);
        worker.start();
        sell(database, new Order(number));
        if (!ended.await(30, TimeUnit.SECONDS)) {
          throw new IllegalStateException("jobs are left: " + database.jobs().stats());
        }
      }
      Runtime.getRuntime().halt(0);
    }

    private static void sell(Database database, Order order) {
      database
          .transactions()
          .run(
              tx -> {
                tx.settings().put("order/" + order.number(), "taken");
                tx.jobs()
                    .enqueueAll(
                        List.of(
                            Job.of(PACK, order),
                            Job.of(SHIP, order).uniquenessKey("" + order.number())));
              });
    }
  }

  private static WorkerBuilder worker(Database database) {
    return Worker.newBuilder(database.jobs())
        .queue("shop", 4)
        .handler(
            PACK,
            (order, context) -> {
              effect(database, "packed/" + order.number());
              return JobOutcome.done();
            })
        .handler(
            SHIP,
            (order, context) -> {
              if (context.attempt() == 1) {
                return JobOutcome.retry(Duration.ZERO, "nobody at home");
              }
              effect(database, "shipped/" + order.number());
              return JobOutcome.done();
            });
  }

  private static void effect(Database database, String name) {
    database.transactions().run(tx -> tx.settings().put(name, "so"));
  }

  /** What is in the database about one order; the words of states that the kill can leave. */
  private record Found(boolean order, Set<String> jobs, Set<String> effects, boolean dead) {
    boolean isWhole(String job, String effect) {
      return jobs.contains(job) || effects.contains(effect);
    }
  }

  private static Found look(DatabaseConfig config, int number) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(config.url(), config.username(), config.password());
        Statement statement = connection.createStatement()) {
      Set<String> jobs = names(statement, "select type from jobs");
      Set<String> settings =
          names(statement, "select name from settings where name like '%/" + number + "'");
      boolean order = settings.remove("order/" + number);
      return new Found(
          order, jobs, settings, !names(statement, "select type from dead_jobs").isEmpty());
    }
  }

  private static Set<String> names(Statement statement, String query) throws Exception {
    Set<String> names = new HashSet<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** Runs the process to its end, or until it is halted, and gives its exit code. */
  private static int sell(int order, List<String> options, DatabaseConfig config)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.add("-Dorder=" + order);
    try (ChildJvm shop = ChildJvm.start(Shop.class, all, "sell", config)) {
      return shop.exitCode();
    }
  }

  /** One database, and the kills of every second statement. */
  private static TreeMap<Integer, Found> lane(
      int first, List<String> options, DatabaseConfig config) {
    TreeMap<Integer, Found> left = new TreeMap<>();
    try (Database database = Database.open(config, InstantSource.system())) {
      int exitCode = HaltingSockets.HALTED;
      for (int n = first; exitCode == HaltingSockets.HALTED && n < MOST_STATEMENTS; n += LANES) {
        exitCode = sell(n, options, config);
        assertThat(exitCode).isIn(0, HaltingSockets.HALTED);
        Found found = look(config, n);
        left.put(n, found);
        assertThat(found.order())
            .as("killed after statement %d: %s", n, found)
            .isEqualTo(found.isWhole("pack", "packed/" + n))
            .isEqualTo(found.isWhole("ship", "shipped/" + n));
        int unused = database.jobs().expire("shop");
        unused = worker(database).name("successor").build().runPending();
        Found end = look(config, n);
        Set<String> all = found.order() ? Set.of("packed/" + n, "shipped/" + n) : Set.of();
        assertThat(end).isEqualTo(new Found(found.order(), Set.of(), all, false));
      }
      assertThat(exitCode).as("after %s", left.keySet()).isZero();
      return left;
    } catch (Exception e) {
      throw new IllegalStateException("after " + left.keySet(), e);
    }
  }

  @Test
  void R2_anOrderIsThereIfAndOnlyIfItsJobsAreAndEveryJobEnds(@TempDir Path folder)
      throws Exception {
    TreeMap<Integer, Found> left = new TreeMap<>();
    List<DatabaseConfig> databases =
        Stream.generate(() -> TestDatabases.config(Dialect.POSTGRESQL).withPoolSize(2))
            .limit(LANES)
            .toList();
    Database.open(databases.getFirst(), InstantSource.system()).close();
    String path = JarredClassPath.in(folder);
    Path classes = folder.resolve("classes"); // what a first process loaded starts the others
    List<String> first = List.of("-cp", path, "-XX:ArchiveClassesAtExit=" + classes);
    assertThat(sell(0, first, databases.getFirst())).isZero();
    List<String> others = List.of("-cp", path, "-XX:SharedArchiveFile=" + classes);
    Race.of(LANES, n -> lane(n + 1, others, databases.get(n))).forEach(left::putAll);
    System.out.println("Killed at every statement: " + left.lastKey());

    assertThat(left.values()).anyMatch(found -> !found.order());
    assertThat(left.values()).anyMatch(found -> found.jobs().size() == 2);
    assertThat(left.values()).anyMatch(found -> found.order() && found.jobs().isEmpty());
    assertThat(left.lastKey()).as("statements").isGreaterThan(12);
  }
}
