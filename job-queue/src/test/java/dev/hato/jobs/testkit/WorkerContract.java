package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobHandler;
import dev.hato.jobs.JobInfo;
import dev.hato.jobs.JobListener;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RecurringJob;
import dev.hato.jobs.Schedule;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.QueueStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole workers on the store: rates, hanging keys, unknown types, failover, jumps, the end. */
abstract class WorkerContract extends StoreContract {
  record Task(String name) {}

  private static final JobType<Task> TASK = JobType.of("task", QUEUE, Task.class);
  private static final RecurringJob<Task> HOURLY =
      new RecurringJob<>("tidy", Schedule.every(Duration.ofHours(1)), TASK, new Task("tidy"));

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final JobListener listener =
      new JobListener() {
        @Override
        public void done(JobInfo job, Duration took) {
          events.add("done, attempt " + job.attempt());
        }

        @Override
        public void unknownType(JobInfo job) {
          events.add("unknown " + job.type());
        }

        @Override
        public void buried(JobInfo job, String why) {
          events.add("buried " + why);
        }

        @Override
        public void leaseLost(JobInfo job) {
          events.add("lost");
        }
      };

  private WorkerBuilder builder(int concurrency, int perKey, JobHandler<Task> handler) {
    return Worker.newBuilder(store)
        .queue(QUEUE, concurrency, perKey)
        .pollInterval(Duration.ofMillis(10))
        .listener(listener)
        .handler(TASK, handler);
  }

  private ManualWorker manual(String name, List<Instant> runs) {
    return new ManualWorker(
        clock,
        builder(
                4,
                4,
                (task, context) -> {
                  runs.add(clock.instant());
                  return JobOutcome.done();
                })
            .name(name)
            .lease(LEASE)
            .recurring(HOURLY));
  }

  private List<String> next(int count) throws InterruptedException {
    List<String> next = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String event = events.poll(20, TimeUnit.SECONDS);
      assertThat(event).as("after %s", next).isNotNull();
      next.add(event);
    }
    return next;
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
  }

  /** What a claim took beyond a rate goes back in a moment. */
  private void awaitCounts(QueueStats.Counts expected) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!counts().equals(expected) && System.nanoTime() < deadline) {
      Thread.yield();
    }
    assertThat(counts()).isEqualTo(expected);
  }

  @Test
  void aWorkerStartsNoMoreJobsOfAKeyThanItsRate() throws Exception {
    JobQueue queue = new JobStoreQueue(store);
    List<Job<Task>> jobs = new ArrayList<>();
    IntStream.range(0, 5)
        .forEach(i -> jobs.add(Job.of(TASK, new Task("" + i)).concurrencyKey("slow.example")));
    jobs.add(Job.of(TASK, new Task("good")).concurrencyKey("good.example"));
    queue.enqueueAll(jobs);
    try (Worker worker =
        builder(8, 8, (task, context) -> JobOutcome.done())
            .ratePerKey(QUEUE, 2, Duration.ofSeconds(10))
            .build()) {
      worker.start();

      next(3);
      assertThat(events).isEmpty();
      awaitCounts(new QueueStats.Counts(3, 0, 0, 0));
      clock.advance(Duration.ofSeconds(10));
      next(2);
      awaitCounts(new QueueStats.Counts(1, 0, 0, 0));
      clock.advance(Duration.ofSeconds(5));
      next(1);
    }
    assertThat(store.stats()).isEmpty();
  }

  /** Counts starts instead of time: what hangs, hangs for as long as all the others take. */
  @Test
  void R7_aKeyThatHangsTakesItsOwnShareOfTheStartsAndNoMore() throws Exception {
    CountDownLatch thaw = new CountDownLatch(1);
    List<String> started = new ArrayList<>();
    List<Job<Task>> jobs = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      jobs.add(Job.of(TASK, new Task("tarpit")).concurrencyKey("tarpit"));
    }
    for (int i = 0; i < 400; i++) {
      jobs.add(Job.of(TASK, new Task("good")).concurrencyKey("good " + i % 200));
    }
    new JobStoreQueue(store).enqueueAll(jobs);
    JobHandler<Task> handler =
        (task, context) -> {
          synchronized (started) {
            started.add(task.name());
          }
          if (task.name().equals("tarpit")) {
            thaw.await();
          }
          return JobOutcome.done();
        };
    try (Worker worker = builder(8, 2, handler).build()) {
      worker.start();
      next(400);
      synchronized (started) {
        // each good job started after the two that hang and the good ones before it: none waited
        assertThat(started).hasSize(402).containsOnly("tarpit", "good");
        assertThat(started.stream().filter("tarpit"::equals)).hasSize(2);
      }
      awaitCounts(new QueueStats.Counts(398, 2, 0, 0));
      assertThat(worker.drain(Duration.ofMillis(1))).isFalse();
    } finally {
      thaw.countDown();
    }
    assertThat(counts()).isEqualTo(new QueueStats.Counts(400, 0, 0, 0));
  }

  @Test
  void aJobOfAnUnknownTypeIsReportedAndKeptUntilAWorkerKnowsIt() throws Exception {
    insert(job("{\"name\":\"x\"}"), job("{\"name\":\"y\"}", JobKeys.NONE.withOrdering("line")));
    insert(Job.of(TASK, new Task("known")).toData());
    ManualWorker today = new ManualWorker(clock, builder(4, 4, (t, c) -> JobOutcome.done()));
    today.run();

    assertThat(next(3))
        .containsExactlyInAnyOrder("unknown test", "unknown test", "done, attempt 1");
    assertThat(counts()).isEqualTo(new QueueStats.Counts(0, 0, 2, 0));

    List<String> seen = new ArrayList<>();
    JobType<Task> ofTomorrow = JobType.of("test", QUEUE, Task.class);
    WorkerBuilder knows =
        Worker.newBuilder(store)
            .queue(QUEUE, 4)
            .handler(
                ofTomorrow,
                (task, context) -> {
                  seen.add(task.name());
                  return JobOutcome.done();
                });
    new ManualWorker(clock, knows).pass(Duration.ofHours(1), Duration.ofMinutes(5));
    assertThat(seen).containsExactlyInAnyOrder("x", "y");
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void aJobOfATypeThatNobodyKnowsForThreeDaysIsKeptAmongTheDead() throws Exception {
    insert(job("{}"));
    ManualWorker worker = new ManualWorker(clock, builder(4, 4, (t, c) -> JobOutcome.done()));

    worker.pass(Duration.ofDays(2), Duration.ofHours(1));
    assertThat(counts().dead()).isZero();
    worker.pass(Duration.ofDays(4), Duration.ofHours(1));

    assertThat(counts()).isEqualTo(new QueueStats.Counts(0, 0, 0, 1));
    assertThat(store.dead().list(QUEUE, 1).getFirst().error()).contains("job type test");
  }

  @Test
  void anotherWorkerLeadsWhenTheLeaderDiesAndNoRunIsMissedOrDoubled() {
    List<Instant> runs = new ArrayList<>();
    ManualWorker leader = manual("leader", runs);
    ManualWorker follower = manual("follower", runs);
    leader.run();
    follower.run();
    for (int minute = 0; minute < 150; minute++) {
      clock.advance(Duration.ofMinutes(1));
      leader.run();
      follower.run();
    }
    follower.pass(Duration.ofMinutes(150), Duration.ofMinutes(1)); // the leader is no more

    assertThat(runs)
        .hasSize(5)
        .containsExactlyElementsOf(
            IntStream.range(1, 6)
                .mapToObj(hour -> Instant.parse("2025-06-01T12:00:00Z").plusSeconds(hour * 3_600L))
                .toList());
  }

  @Test
  void R13_aClockThatJumpsForwardMakesUpForOneRunAndOneThatJumpsBackRepeatsNone() {
    List<Instant> runs = new ArrayList<>();
    ManualWorker worker = manual("only", runs);
    worker.run();
    clock.advance(Duration.ofHours(7));
    worker.run();
    assertThat(runs).hasSize(1);

    clock.advance(Duration.ofHours(-3));
    worker.pass(Duration.ofHours(3), Duration.ofMinutes(1));
    assertThat(runs).as("hours that have run already").hasSize(1);
    worker.pass(Duration.ofHours(2), Duration.ofMinutes(1));
    assertThat(runs).hasSize(3);
  }

  @Test
  void R13_jobsThatRunWhileTheClockJumpsEndOnceAndNoneIsLost() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    Queue<String> ran = new ConcurrentLinkedQueue<>();
    JobHandler<Task> handler =
        (task, context) -> {
          ran.add(task.name() + " " + context.id());
          if (task.name().equals("long")) {
            begun.countDown();
            go.await();
          }
          return JobOutcome.done();
        };
    JobQueue queue = new JobStoreQueue(store);
    try (Worker worker = builder(4, 4, handler).build()) {
      worker.start();
      queue.enqueue(TASK, new Task("long"));
      queue.enqueue(TASK, new Task("long"));
      await(begun);
      clock.advance(Duration.ofHours(-2));
      queue.enqueue(TASK, new Task("quick"));
      next(1);
      clock.advance(Duration.ofHours(2).plus(LEASE.dividedBy(2)));
      queue.enqueue(TASK, new Task("quick"));
      next(1);
      go.countDown();
      assertThat(next(2)).containsOnly("done, attempt 1");
    }
    assertThat(events).as("%s ran", ran).isEmpty();
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void R8_aDrainLetsRunningJobsEndAndLeavesTheOthersWaiting() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    insert(
        IntStream.range(0, 10)
            .mapToObj(i -> Job.of(TASK, new Task("" + i)).toData())
            .toArray(JobData[]::new));
    JobHandler<Task> handler =
        (task, context) -> {
          begun.countDown();
          go.await();
          return JobOutcome.done();
        };
    Worker worker = builder(2, 2, handler).build();
    worker.start();
    await(begun);
    AtomicBoolean orderly = new AtomicBoolean();
    Thread drain = new Thread(() -> orderly.set(worker.drain(Duration.ofSeconds(20))));
    drain.start();
    while (drain.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait(); // until it waits for the two that run
    }
    go.countDown();
    drain.join();

    assertThat(orderly).isTrue();
    assertThat(next(2)).containsOnly("done, attempt 1");
    assertThat(counts()).isEqualTo(new QueueStats.Counts(8, 0, 0, 0));
    assertThat(claim(10)).extracting(ClaimedJob::attempt).containsOnly(1);
  }
}
