package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.memory.InMemoryJobStore;
import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a worker does when workers die, stores fail and processes end. */
final class WorkerFaultTest {
  record Task(int number) {}

  private static final Duration LEASE = Duration.ofMillis(300);
  private static final JobType<Task> TASK = JobType.of("task", "default", Task.class);

  private static final JobType<Task> MAIL = JobType.of("mail", "mail", Task.class);

  private final SettableClock clock = new SettableClock();
  private final ShakyStore store = new ShakyStore(new InMemoryJobStore(clock));
  private final JobQueue queue = new JobStoreQueue(store);
  private final Events events = new Events();
  private final List<Worker> started = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  @AfterEach
  void stopWorkers() {
    go.countDown();
    started.forEach(worker -> worker.drain(Duration.ofSeconds(1)));
  }

  private Worker start(JobHandler<Task> handler) {
    return start(LEASE, handler);
  }

  private Worker start(Duration lease, JobHandler<Task> handler) {
    Worker worker =
        Worker.newBuilder(store)
            .queue("default", 4)
            .lease(lease)
            .listener(events)
            .handler(TASK, handler)
            .build();
    started.add(worker);
    worker.start();
    return worker;
  }

  /** Says that it began and waits until the test lets it go. */
  private JobOutcome blockedHandler(Task task, JobContext context) throws InterruptedException {
    begun.countDown();
    go.await();
    return JobOutcome.done();
  }

  private void awaitBegun() throws InterruptedException {
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private ClaimedJob claimAsAnother() {
    ClaimRequest.Holder other = new ClaimRequest.Holder("another", Duration.ofMinutes(1));
    List<ClaimedJob> claimed =
        store.claim(
            new ClaimRequest("default", 1, other, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS));
    assertThat(claimed).hasSize(1);
    return claimed.get(0);
  }

  private QueueStats.Counts counts() {
    return store.stats().get(0).counts();
  }

  @Test
  void R3_theJobOfADeadWorkerIsRunByAnother() throws Exception {
    queue.enqueue(TASK, new Task(1));
    claimAsAnother();
    clock.advance(Duration.ofMinutes(1));

    start((task, context) -> JobOutcome.done());

    assertThat(events.next(2)).containsExactly("recovered", "done 2");
  }

  @Test
  void aHeartbeatKeepsALongJobFromBeingTakenAway() throws Exception {
    queue.enqueue(TASK, new Task(1));
    start(this::blockedHandler);
    awaitBegun();

    for (int i = 0; i < 4; i++) {
      store.heartbeats.drainPermits();
      assertThat(store.heartbeats.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
      clock.advance(LEASE.minusMillis(1));
    }
    go.countDown();

    assertThat(events.next(1)).containsExactly("done 1");
  }

  @Test
  void R13_aClockThatIsSetAheadTakesNoJobFromAWorkerThatLives() throws Exception {
    Duration lease = LEASE.multipliedBy(10);
    queue.enqueue(TASK, new Task(1));
    start(lease, this::blockedHandler);
    awaitBegun();
    start(lease, this::blockedHandler);

    for (int times = 0; times < 2; times++) {
      store.heartbeats.drainPermits();
      clock.advance(Duration.ofHours(1));
      assertThat(store.heartbeats.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
    }
    go.countDown();

    assertThat(events.next(1)).containsExactly("done 1");
  }

  @Test
  void R5_aWorkerThatLostItsLeaseIsInterruptedAndItsResultIsVoid() throws Exception {
    queue.enqueue(TASK, new Task(1));
    start(this::blockedHandler);
    awaitBegun();

    ClaimedJob takenOver =
        store.whileWorkersAreStopped(
            () -> {
              clock.advance(LEASE);
              assertThat(store.reap(3, 10)).hasSize(1);
              return claimAsAnother();
            });

    assertThat(events.next(1)).containsExactly("leaseLost");
    assertThat(counts().running()).isEqualTo(1);
    assertThat(store.complete(Set.of(takenOver.lease()))).isEmpty();
  }

  @Test
  void R9_aStoreThatIsOutOfReachForAWhileLosesNothing() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    queue.enqueueAll(IntStream.range(0, 20).mapToObj(i -> Job.of(TASK, new Task(i))).toList());
    store.failures.set(3);

    start(
        (task, context) -> {
          if (runs.incrementAndGet() == 10) {
            store.failures.set(2);
          }
          return JobOutcome.done();
        });

    assertThat(events.next(20)).containsOnly("done 1");
    assertThat(runs).hasValue(20);
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void R8_drainLetsRunningJobsEndAndTakesNoMore() throws Exception {
    Worker worker = start(this::blockedHandler);
    queue.enqueue(TASK, new Task(1));
    awaitBegun();
    CompletableFuture<Boolean> drained =
        CompletableFuture.supplyAsync(() -> worker.drain(Duration.ofSeconds(20)));
    assertThat(store.unsubscribed.await(10, TimeUnit.SECONDS)).isTrue();

    queue.enqueue(TASK, new Task(2));
    go.countDown();

    assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(events.next(1)).containsExactly("done 1");
    assertThat(counts().running()).isZero();
  }

  @Test
  void R8_drainGivesBackWhatDoesNotEndInTime() throws Exception {
    Worker worker = start(this::blockedHandler);
    queue.enqueue(TASK, new Task(1));
    awaitBegun();

    assertThat(worker.drain(Duration.ofMillis(50))).isFalse();

    assertThat(counts()).isEqualTo(new QueueStats.Counts(1, 0, 0, 0));
    assertThat(claimAsAnother().attempt()).isEqualTo(1);
  }

  @Test
  void drainingTwiceOrBeforeTheStartDoesNothing() {
    Worker fresh = Worker.newBuilder(store).queue("default", 1).build();
    assertThat(fresh.drain(Duration.ZERO)).isTrue();
    Worker worker = start(this::blockedHandler);

    assertThat(worker.drain(Duration.ofSeconds(5))).isTrue();
    worker.close();
  }

  @Test
  void R23_jobsThatDiedWithTheirWorkerRunOneAtATime() throws Exception {
    queue.enqueueAll(IntStream.range(0, 6).mapToObj(i -> Job.of(TASK, new Task(i))).toList());
    ClaimRequest.Holder dying = new ClaimRequest.Holder("dying", LEASE);
    store.claim(new ClaimRequest("default", 6, dying, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS));
    clock.advance(LEASE);
    assertThat(store.reap(3, 10)).hasSize(6);

    AtomicInteger most = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    start(
        (task, context) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          now.decrementAndGet();
          return JobOutcome.done();
        });

    assertThat(events.next(6)).containsOnly("done 2");
    assertThat(most).as("suspects run one at a time").hasValue(1);
  }

  private void killAWorkerWithAllJobs(String... queues) {
    ClaimRequest.Holder dying = new ClaimRequest.Holder("dying", LEASE);
    for (String name : queues) {
      ClaimRequest all =
          new ClaimRequest(name, 100, dying, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS);
      assertThat(store.claim(all)).isNotEmpty();
    }
    clock.advance(LEASE);
    assertThat(store.reap(3, 100)).isNotEmpty();
  }

  private Worker startOnTwoQueues(JobHandler<Task> handler, JobHandler<Task> other) {
    Worker worker =
        Worker.newBuilder(store)
            .queue("default", 4)
            .queue("mail", 4)
            .lease(LEASE)
            .listener(events)
            .handler(TASK, handler)
            .handler(MAIL, other)
            .build();
    started.add(worker);
    worker.start();
    return worker;
  }

  @Test
  void R23_jobsThatDiedWithTheirWorkerRunOneAtATimeInAllItsQueues() throws Exception {
    for (int i = 0; i < 5; i++) {
      queue.enqueue(TASK, new Task(i));
      queue.enqueue(MAIL, new Task(i));
    }
    killAWorkerWithAllJobs("default", "mail");

    AtomicInteger most = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    JobHandler<Task> counts =
        (task, context) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          Thread.yield();
          now.decrementAndGet();
          return JobOutcome.done();
        };
    startOnTwoQueues(counts, counts);

    assertThat(events.next(10)).containsOnly("done 2");
    assertThat(most).hasValue(1);
  }

  @Test
  void R23_aSuspectThatHangsHoldsUpTheOthersForTwoSecondsOnly() throws Exception {
    queue.enqueue(TASK, new Task(1));
    queue.enqueue(TASK, new Task(2));
    killAWorkerWithAllJobs("default");
    start(
        Suspects.TURN.multipliedBy(2), // the turn passes, the lease does not
        (task, context) -> task.number() == 1 ? blockedHandler(task, context) : JobOutcome.done());
    awaitBegun();
    queue.enqueue(TASK, new Task(3));
    assertThat(events.next(1)).as("no suspect is not held up").containsExactly("done 1");
    assertThat(counts().waiting()).isEqualTo(1);

    clock.advance(Suspects.TURN);

    assertThat(events.next(1)).containsExactly("done 2");
    go.countDown();
    assertThat(events.next(1)).containsExactly("done 2");
  }

  @Test
  void R23_aQueueThatIsAlwaysBusyFindsAPlaceForASuspect() throws Exception {
    queue.enqueue(TASK, new Task(-1));
    killAWorkerWithAllJobs("default");
    CountDownLatch suspectRan = new CountDownLatch(1);
    start(
        (task, context) -> {
          if (task.number() < 0) {
            suspectRan.countDown();
          } else if (suspectRan.getCount() > 0) {
            queue.enqueue(TASK, task); // there is always more to do
          }
          return JobOutcome.done();
        });
    for (int i = 0; i < 50; i++) {
      queue.enqueue(TASK, new Task(i));
    }

    assertThat(suspectRan.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aRetryPolicyThatThrowsCostsALeaseButNotTheWorker() throws Exception {
    JobType<Task> broken =
        JobType.of("broken", "default", Task.class)
            .withRetry(
                (attempts, elapsed, random) -> {
                  throw new IllegalStateException("a policy with a bug");
                });
    Worker worker =
        Worker.newBuilder(store)
            .queue("default", 1)
            .lease(LEASE)
            .listener(events)
            .handler(broken, (task, context) -> JobOutcome.failed("no"))
            .handler(TASK, (task, context) -> JobOutcome.done())
            .build();
    started.add(worker);
    worker.start();

    queue.enqueue(broken, new Task(1));
    queue.enqueue(TASK, new Task(2));

    assertThat(events.next(1)).containsExactly("done 1");
    clock.advance(LEASE);
    assertThat(events.next(1)).containsExactly("recovered");
  }

  @Test
  void R23_aMomentWithoutMemoryEndsNoThreadOfTheWorker() throws Exception {
    start(
        (task, context) -> {
          store.memoryFailures.set(3); // of what the worker does next: it settles, claims, renews
          return JobOutcome.done();
        });

    for (int number = 0; number < 5; number++) {
      queue.enqueue(TASK, new Task(number));
      assertThat(events.next(1)).containsExactly("done 1");
    }
  }
}
