package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.memory.InMemoryJobStore;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A worker takes what its own process enqueues, within its limits. */
final class FreshJobsTest {
  record Task(int number) {}

  private static final JobType<Task> TASK = JobType.of("task", "default", Task.class);
  private static final int JOBS = 40;

  private final InMemoryJobStore store = new InMemoryJobStore(new SettableClock());
  private final JobQueue queue = new JobStoreQueue(store);
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch done = new CountDownLatch(JOBS);
  private final CountDownLatch begun = new CountDownLatch(3);
  private final Semaphore steps = new Semaphore(0);

  private JobOutcome step(Task task, JobContext context) throws InterruptedException {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    begun.countDown();
    steps.acquire();
    running.decrementAndGet();
    done.countDown();
    return JobOutcome.done();
  }

  private Worker start(int concurrency, int perKey) {
    Worker worker =
        Worker.newBuilder(store)
            .queue("default", concurrency, perKey)
            .pollInterval(Duration.ofHours(1))
            .handler(TASK, this::step)
            .build();
    worker.start();
    return worker;
  }

  @Test
  void freshJobsKeepToTheConcurrencyOfTheirQueue() throws Exception {
    try (Worker worker = start(3, 3)) {
      assertThat(worker).isNotNull();
      for (int i = 0; i < JOBS; i++) {
        queue.enqueue(TASK, new Task(i));
      }
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      steps.release(JOBS);
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most).hasValue(3);
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void freshJobsKeepToTheLimitOfTheirConcurrencyKey() throws Exception {
    try (Worker worker = start(8, 2)) {
      assertThat(worker).isNotNull();
      for (int i = 0; i < JOBS; i++) {
        queue.enqueue(Job.of(TASK, new Task(i)).concurrencyKey("host"));
      }
      steps.release(JOBS);
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most.get()).isBetween(1, 2);
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void aWorkerThatStoppedTakesNothing() {
    start(3, 3).close();
    queue.enqueue(TASK, new Task(1));

    assertThat(store.stats())
        .extracting(QueueStats::counts)
        .containsExactly(new QueueStats.Counts(1, 0, 0, 0));
  }

  @Test
  void aFloodThatIsTakenInManyClaimsAndInsertsAtOnceIsRunOnceEach() throws Exception {
    int flood = 20_000;
    Map<Integer, Integer> runs = new ConcurrentHashMap<>();
    CountDownLatch all = new CountDownLatch(2 * flood);
    JobHandler<Task> count =
        (task, context) -> {
          runs.merge(task.number(), 1, Integer::sum);
          all.countDown();
          return JobOutcome.done();
        };
    queue.enqueueAll(IntStream.range(0, flood).mapToObj(i -> Job.of(TASK, new Task(i))).toList());
    try (Worker worker =
        Worker.newBuilder(store).queue("default", 4).handler(TASK, count).build()) {
      worker.start();
      for (int i = flood; i < 2 * flood; i++) {
        queue.enqueue(TASK, new Task(i));
      }
      assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(runs).hasSize(2 * flood);
    assertThat(runs.values()).containsOnly(1);
    assertThat(store.stats()).isEmpty();
  }
}
