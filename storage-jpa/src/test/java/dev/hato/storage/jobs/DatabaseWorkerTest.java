package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobHandler;
import dev.hato.jobs.JobInfo;
import dev.hato.jobs.JobListener;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RetryPolicy;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.testkit.SettableClock;
import dev.hato.storage.Database;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole workers on real databases. */
final class DatabaseWorkerTest {
  record Task(int number) {}

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final RetryPolicy AT_ONCE = RetryPolicy.exponential(ms(1), ms(1), 10);
  private static final JobType<Task> TASK =
      JobType.of("task", "default", Task.class).withRetry(AT_ONCE);

  private final SettableClock clock = new SettableClock();

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  private static WorkerBuilder worker(Database database, JobHandler<Task> handler) {
    return Worker.newBuilder(database.jobs())
        .queue("default", 8)
        .lease(LEASE)
        .handler(TASK, handler);
  }

  private static List<Job<Task>> tasks(int count) {
    return IntStream.range(0, count).mapToObj(i -> Job.of(TASK, new Task(i))).toList();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R20_twoWorkersRunEachOfAThousandJobsOnce(Dialect dialect) throws Exception {
    try (Database database = TestDatabases.open(dialect)) {
      Map<Integer, Integer> runs = new ConcurrentHashMap<>();
      CountDownLatch all = new CountDownLatch(1_000);
      JobHandler<Task> handler =
          (task, context) -> {
            runs.merge(task.number(), 1, Integer::sum);
            all.countDown();
            return JobOutcome.done();
          };
      new JobStoreQueue(database.jobs()).enqueueAll(tasks(1_000));
      try (Worker one = worker(database, handler).build();
          Worker two = worker(database, handler).build()) {
        one.start();
        two.start();
        await(all);
      }

      assertThat(runs).hasSize(1_000);
      assertThat(runs.values()).containsOnly(1);
      assertThat(database.jobs().stats()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aCommitWakesTheWorkerOfItsProcess(Dialect dialect) throws Exception {
    try (Database database = TestDatabases.open(dialect)) {
      CountDownLatch ran = new CountDownLatch(1);
      JobHandler<Task> handler =
          (task, context) -> {
            ran.countDown();
            return JobOutcome.done();
          };
      try (Worker worker = worker(database, handler).pollInterval(Duration.ofHours(1)).build()) {
        worker.start();
        database.transactions().run(tx -> tx.jobs().enqueue(TASK, new Task(1)));
        await(ran);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R3_orphansOfADeadWorkerAreRunByTheNext(Dialect dialect) throws Exception {
    try (Database database = TestDatabases.open(dialect, clock)) {
      new JobStoreQueue(database.jobs()).enqueueAll(tasks(20));
      ClaimRequest.Holder dead = new ClaimRequest.Holder("dead", LEASE);
      assertThat(
              database
                  .jobs()
                  .claim(
                      new ClaimRequest(
                          "default", 20, dead, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS)))
          .hasSize(20);
      clock.advance(LEASE);
      Map<Integer, Integer> attempts = new ConcurrentHashMap<>();
      CountDownLatch all = new CountDownLatch(20);
      JobHandler<Task> handler =
          (task, context) -> {
            attempts.put(task.number(), context.attempt());
            all.countDown();
            return JobOutcome.done();
          };

      try (Worker worker = worker(database, handler).build()) {
        worker.start();
        await(all);
      }

      assertThat(attempts).hasSize(20);
      assertThat(attempts.values()).containsOnly(2);
      assertThat(database.jobs().stats()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R23_aPoisonJobIsQuarantinedAndTheOthersAreDone(Dialect dialect) throws Exception {
    try (Database database = TestDatabases.open(dialect)) {
      CountDownLatch settled = new CountDownLatch(10);
      List<String> buried = new ArrayList<>();
      JobListener listener =
          new JobListener() {
            @Override
            public void done(JobInfo job, Duration took) {
              settled.countDown();
            }

            @Override
            public void buried(JobInfo job, String why) {
              buried.add(why);
              settled.countDown();
            }
          };
      JobHandler<Task> handler =
          (task, context) -> {
            if (task.number() == 3) {
              throw new OutOfMemoryError("this job needs \0 more than there is");
            }
            return JobOutcome.done();
          };
      new JobStoreQueue(database.jobs()).enqueueAll(tasks(10));

      try (Worker worker = worker(database, handler).listener(listener).build()) {
        worker.start();
        await(settled);
      }

      assertThat(buried)
          .singleElement()
          .asString()
          .startsWith("quarantined: its worker died 3 times");
      assertThat(database.jobs().dead().list("default", 10)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R8_drainingUnderLoadLosesNothingAndTheNextWorkerGoesOn(Dialect dialect) throws Exception {
    try (Database database = TestDatabases.open(dialect)) {
      Map<Integer, Integer> runs = new ConcurrentHashMap<>();
      CountDownLatch some = new CountDownLatch(200);
      CountDownLatch all = new CountDownLatch(2_000);
      JobHandler<Task> handler =
          (task, context) -> {
            runs.merge(task.number(), 1, Integer::sum);
            some.countDown();
            all.countDown();
            return JobOutcome.done();
          };
      new JobStoreQueue(database.jobs()).enqueueAll(tasks(2_000));

      Worker first = worker(database, handler).build();
      first.start();
      await(some);
      assertThat(first.drain(Duration.ofSeconds(20))).isTrue();
      assertThat(database.jobs().stats())
          .allSatisfy(stats -> assertThat(stats.counts().running()).isZero());
      try (Worker second = worker(database, handler).build()) {
        second.start();
        await(all);
      }

      assertThat(runs).hasSize(2_000);
      assertThat(runs.values()).containsOnly(1);
      assertThat(database.jobs().stats()).isEmpty();
    }
  }
}
