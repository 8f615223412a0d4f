package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RetryPolicy;
import dev.hato.jobs.Worker;
import dev.hato.jobs.spi.DeadJob;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.spi.Reaped;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.Migrations.SchemaSet;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.StorageException;
import dev.hato.storage.testkit.ChildJvm;
import dev.hato.storage.testkit.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Jobs that end their process, or do what mostly ends one, among jobs that do no harm. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class PoisonJobTest {
  record Task(String what) {}

  private static final RetryPolicy AT_ONCE =
      (attempts, elapsed, random) -> Optional.of(Duration.ZERO);
  private static final JobType<Task> TASK =
      JobType.of("task", "default", Task.class).withRetry(AT_ONCE);
  private static final int EXITED = 7;
  private static final List<String> POISONS = List.of("exit", "fill the memory", "recurse");
  private static final int GOOD = 30;

  /** Runs jobs until none is left, by a clock that is twenty times too fast. */
  static final class Child {
    private static final List<byte[]> MEMORY = new ArrayList<>();

    private Child() {}

    public static void main(String[] arguments) {
      DatabaseConfig config = DatabaseConfig.of(arguments[1], arguments[2], arguments[3]);
      Instant begin = Instant.parse(System.getProperty("begin"));
      long beginNanos = System.nanoTime();
      InstantSource clock = () -> begin.plusNanos(20 * (System.nanoTime() - beginNanos));
      try (Database database = Database.open(config, clock, EnumSet.noneOf(SchemaSet.class));
          Worker worker =
              Worker.newBuilder(database.jobs())
                  .name("site")
                  .lease(Duration.ofHours(1))
                  .queue("default", 4)
                  .handler(TASK, (task, context) -> run(task.what()))
                  .build()) {
        if (arguments[0].equals("in order")) {
          Runtime.getRuntime()
              .addShutdownHook(new Thread(() -> worker.drain(Duration.ofMillis(200))));
        }
        worker.start();
        while (!isIdle(database)) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
      }
      Runtime.getRuntime().halt(0);
    }

    private static boolean isIdle(Database database) {
      try {
        return database.jobs().stats().stream()
            .map(QueueStats::counts)
            .allMatch(counts -> counts.waiting() + counts.running() + counts.scheduled() == 0);
      } catch (StorageException | OutOfMemoryError whileTheMemoryIsFull) {
        return false;
      }
    }

    private static JobOutcome run(String what) {
      switch (what) {
        case "exit" -> Runtime.getRuntime().halt(EXITED);
        case "ask for the end" -> System.exit(EXITED);
        case "fill the memory" -> fill();
        case "recurse" -> throw new IllegalStateException("deep: " + recurse(0));
        default -> {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(15));
          System.out.println("did " + what);
        }
      }
      return JobOutcome.done();
    }

    private static void fill() {
      try {
        while (true) {
          MEMORY.add(new byte[1 << 20]);
        }
      } finally {
        MEMORY.clear();
      }
    }

    private static int recurse(int depth) {
      return depth < 0 ? 0 : recurse(depth + 1) + 1;
    }
  }

  private static List<Job<Task>> jobs(List<String> poisons) {
    List<Job<Task>> jobs = new ArrayList<>();
    for (int i = 0; i < GOOD; i++) {
      jobs.add(Job.of(TASK, new Task("good " + i)));
      if (i % 10 == 4 && i / 10 < poisons.size()) {
        jobs.add(Job.of(TASK, new Task(poisons.get(i / 10))));
      }
    }
    return jobs;
  }

  /** What processes printed that were started until one ended in order, and their exit codes. */
  private record Lives(List<String> output, List<Integer> exits) {}

  private static Lives live(String mode, DatabaseConfig config) throws Exception {
    Lives lives = new Lives(new ArrayList<>(), new ArrayList<>());
    while (!lives.exits().contains(0) && lives.exits().size() < 12) {
      Instant begin = Instant.now().plus(Duration.ofHours(lives.exits().size()));
      List<String> options = List.of("-Xmx96m", "-Dbegin=" + begin);
      try (ChildJvm child = ChildJvm.start(Child.class, options, mode, config)) {
        lives.output().addAll(child.output());
        lives.exits().add(child.exitCode());
      }
    }
    return lives;
  }

  private static void assertThatOnlyPoisonIsDead(
      Database database, List<String> poisons, List<String> output) {
    assertThat(database.jobs().dead().list("default", 100))
        .extracting(DeadJob::error)
        .allMatch(error -> error.startsWith(Reaped.quarantineReason(3)));
    assertThat(database.jobs().dead().list("default", 100))
        .extracting(dead -> dead.job().payload().replaceAll(".*:\"|\".*", ""))
        .containsExactlyInAnyOrderElementsOf(poisons);
    assertThat(database.jobs().stats())
        .extracting(QueueStats::counts)
        .containsExactly(new QueueStats.Counts(0, 0, 0, poisons.size()));
    for (int i = 0; i < GOOD; i++) {
      assertThat(output).contains("did good " + i);
    }
  }

  @Test
  void R23_jobsThatKillTheirProcessAreQuarantinedAndTheOthersAreDone() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.POSTGRESQL);
    try (Database database = Database.open(config, InstantSource.system())) {
      new JobStoreQueue(database.jobs()).enqueueAll(jobs(POISONS));
      Lives lives = live("work", config);

      assertThat(lives.exits()).containsExactly(EXITED, EXITED, EXITED, 0);
      assertThatOnlyPoisonIsDead(database, POISONS, lives.output());
    }
  }

  @Test
  void R23_ofThreeKillersEachIsQuarantinedByItsOwnDeathsAndNothingBesideThem() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.POSTGRESQL);
    List<String> killers = List.of("exit", "exit", "exit");
    try (Database database = Database.open(config, InstantSource.system())) {
      new JobStoreQueue(database.jobs()).enqueueAll(jobs(killers));
      Lives lives = live("work", config);

      assertThat(lives.exits()).endsWith(0).hasSizeLessThanOrEqualTo(10);
      assertThatOnlyPoisonIsDead(database, killers, lives.output());
    }
  }

  @Test
  void R23_aJobThatAsksForAnOrderlyEndOfItsProcessIsQuarantinedToo() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.POSTGRESQL);
    List<String> killers = List.of("ask for the end");
    try (Database database = Database.open(config, InstantSource.system())) {
      new JobStoreQueue(database.jobs()).enqueueAll(jobs(killers));
      Lives lives = live("in order", config);

      assertThat(lives.exits()).containsExactly(EXITED, EXITED, EXITED, 0);
      assertThatOnlyPoisonIsDead(database, killers, lives.output());
    }
  }
}
