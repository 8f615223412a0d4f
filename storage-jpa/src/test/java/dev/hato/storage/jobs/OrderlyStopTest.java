package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobHandler;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.Migrations.SchemaSet;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.ChildJvm;
import dev.hato.storage.testkit.TestDatabases;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A process that enqueues and runs jobs is asked to end. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class OrderlyStopTest {
  record Task(int number) {}

  private static final JobType<Task> TASK = JobType.of("task", "default", Task.class);

  /** A job that runs for ever in the first process. */
  private static final JobType<Task> STUCK = JobType.of("stuck", "stuck", Task.class);

  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int BATCH = 50;

  private static WorkerBuilder worker(
      Database database, JobHandler<Task> task, JobHandler<Task> stuck) {
    return Worker.newBuilder(database.jobs())
        .name("site")
        .queue("default", 8)
        .queue("stuck", 1)
        .handler(TASK, task)
        .handler(STUCK, stuck);
  }

  /** Enqueues faster than it runs, and stops in order when it is told to end. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      DatabaseConfig config = DatabaseConfig.of(arguments[1], arguments[2], arguments[3]);
      Database database =
          Database.open(config, InstantSource.system(), EnumSet.noneOf(SchemaSet.class));
      CountDownLatch never = new CountDownLatch(1);
      Worker worker =
          worker(
                  database,
                  (task, context) -> {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                    System.out.println("ran " + task.number());
                    return JobOutcome.done();
                  },
                  (task, context) -> {
                    System.out.println("stuck");
                    never.await();
                    return JobOutcome.done();
                  })
              .build();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker)));
      worker.start();
      JobQueue queue = new JobStoreQueue(database.jobs());
      queue.enqueue(STUCK, new Task(0));
      for (int first = 0; true; first += BATCH) {
        queue.enqueueAll(batch(first));
        System.out.println("enqueued " + first);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }

    private static List<Job<Task>> batch(int first) {
      return IntStream.range(first, first + BATCH)
          .mapToObj(i -> Job.of(TASK, new Task(i)))
          .toList();
    }

    private static void stop(Worker worker) {
      System.out.println("drained " + worker.drain(LIMIT));
      Runtime.getRuntime().halt(0);
    }
  }

  private static Set<Integer> numbers(List<String> output, String word) {
    return output.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> Integer.valueOf(line.substring(word.length() + 1)))
        .collect(Collectors.toSet());
  }

  @Test
  void R8_aProcessThatIsToldToEndUnderLoadLosesNothingAndTheNextOneGoesOn() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.POSTGRESQL);
    try (Database database = Database.open(config, InstantSource.system());
        ChildJvm child = ChildJvm.start(Child.class, List.of(), "work", config)) {
      List<String> output = child.lines(500);
      child.signal("TERM");
      long told = System.nanoTime();
      output.addAll(child.output());
      assertThat(child.exitCode()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(30));
      assertThat(output).contains("stuck", "drained false"); // one job had to be given back

      Map<String, Long> running = new TreeMap<>();
      database.jobs().stats().forEach(s -> running.put(s.queue(), s.counts().running()));
      assertThat(running).containsOnlyKeys("default", "stuck");
      assertThat(running.values()).as("held by nobody").containsOnly(0L);
      Set<Integer> ran = numbers(output, "ran");
      assertThat(output.stream().filter(line -> line.startsWith("ran "))).hasSameSizeAs(ran);

      Map<Integer, Integer> next = new ConcurrentHashMap<>();
      CountDownLatch unstuck = new CountDownLatch(1);
      try (Worker successor =
          worker(
                  database,
                  (task, context) -> {
                    next.merge(task.number(), context.attempt(), Integer::sum);
                    return JobOutcome.done();
                  },
                  (task, context) -> {
                    unstuck.countDown();
                    return JobOutcome.done();
                  })
              .build()) {
        successor.start();
        assertThat(unstuck.await(20, TimeUnit.SECONDS)).isTrue();
        awaitEmpty(database);
      }
      assertThat(next.keySet()).as("what had run runs no more").doesNotContainAnyElementsOf(ran);
      assertThat(next.values()).as("first attempts, once").containsOnly(1);
      for (int first : numbers(output, "enqueued")) {
        for (int i = first; i < first + BATCH; i++) {
          assertThat(ran.contains(i) || next.containsKey(i)).as("job %d", i).isTrue();
        }
      }
    }
  }

  private static void awaitEmpty(Database database) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!database.jobs().stats().isEmpty()) {
      assertThat(System.nanoTime()).as("%s", database.jobs().stats()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
