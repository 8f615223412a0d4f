package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.jobs.memory.InMemoryJobStore;
import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A started worker with its threads. */
final class WorkerTest {
  record Greeting(String name) {}

  private static final JobType<Greeting> GREET =
      JobType.of("greet", "default", Greeting.class).withRetry(RetryPolicy.never());
  private static final RetryPolicy AT_ONCE =
      (attempts, elapsed, random) -> Optional.of(Duration.ZERO);

  private final SettableClock clock = new SettableClock();
  private final InMemoryJobStore store = new InMemoryJobStore(clock);
  private final JobQueue queue = new JobStoreQueue(store);
  private final Events events = new Events();
  private final List<Worker> started = new ArrayList<>();

  @AfterEach
  void stopWorkers() {
    started.forEach(worker -> worker.drain(Duration.ofSeconds(1)));
  }

  private WorkerBuilder builder() {
    return Worker.newBuilder(store).queue("default", 8).listener(events);
  }

  private Worker start(WorkerBuilder builder) {
    Worker worker = builder.build();
    started.add(worker);
    worker.start();
    return worker;
  }

  @Test
  void anEnqueuedJobWakesTheWorkerOfItsProcess() throws Exception {
    start(
        builder()
            .pollInterval(Duration.ofHours(1))
            .handler(GREET, (greeting, context) -> JobOutcome.done()));

    for (int i = 0; i < 20; i++) {
      queue.enqueue(GREET, new Greeting("alice"));
      assertThat(events.next(1)).containsExactly("done 1");
    }
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void R3_aWorkerGoesOnWithWhatItDidWhenItWasKilled() throws Exception {
    queue.enqueue(GREET, new Greeting("alice"));
    ClaimRequest.Holder former = new ClaimRequest.Holder("one", Duration.ofHours(1));
    assertThat(
            store.claim(
                new ClaimRequest("default", 1, former, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS)))
        .hasSize(1);

    start(builder().name("one").handler(GREET, (greeting, context) -> JobOutcome.done()));

    assertThat(events.next(2)).containsExactly("recovered", "done 2");
  }

  @Test
  void R23_theDeathOfAFormerLifeIsPutDownToWhatThatOneBeganAndNotToWhatThisOneBegins()
      throws Exception {
    ClaimRequest.Holder former = new ClaimRequest.Holder("one", Duration.ofHours(1));
    queue.enqueue(GREET, new Greeting("killer"));
    queue.enqueue(GREET, new Greeting("beside it"));
    assertThat(store.claim(new ClaimRequest("default", 2, former, KeyRoom.UNLIMITED, 0)))
        .hasSize(2);
    store.expire("one");
    assertThat(store.reap(3, 10)).as("both are suspects now").hasSize(2);
    assertThat(
            store.claim(
                new ClaimRequest("default", 1, former, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS)))
        .hasSize(1);

    start(
        builder()
            .name("one")
            .maxCrashes(2)
            .handler(GREET, (greeting, context) -> JobOutcome.done()));

    assertThat(events.next(2)).hasSize(2);
    assertThat(store.dead().list("default", 10))
        .extracting(dead -> dead.job().payload())
        .singleElement()
        .asString()
        .contains("killer");
  }

  @Test
  void theHandlerGetsThePayloadAndItsContext() throws Exception {
    List<Object> seen = new ArrayList<>();
    queue.enqueue(GREET, new Greeting("bob 鳩"));

    start(
        builder()
            .handler(
                GREET.withTimeout(Duration.ofMinutes(2)),
                (greeting, context) -> {
                  seen.addAll(List.of(greeting, context.attempt(), context.enqueuedAt()));
                  seen.add(context.deadline());
                  return JobOutcome.done();
                }));

    events.next(1);
    Instant now = clock.instant();
    assertThat(seen)
        .containsExactly(new Greeting("bob 鳩"), 1, now, now.plus(Duration.ofMinutes(2)));
  }

  @Test
  void whatAHandlerThrowsIsRetriedByThePolicy() throws Exception {
    queue.enqueue(GREET, new Greeting("alice"));

    start(
        builder()
            .handler(
                GREET.withRetry(AT_ONCE),
                (greeting, context) -> {
                  if (context.attempt() < 3) {
                    throw new IllegalStateException("not yet");
                  }
                  return JobOutcome.done();
                }));

    assertThat(events.next(3))
        .containsExactly(
            "retried java.lang.IllegalStateException: not yet",
            "retried java.lang.IllegalStateException: not yet",
            "done 3");
  }

  @Test
  void aJobThatThePolicyGivesUpIsKeptAmongTheDead() throws Exception {
    queue.enqueue(GREET, new Greeting("alice"));

    start(builder().handler(GREET, (greeting, context) -> JobOutcome.failed("410 Gone")));

    assertThat(events.next(1)).containsExactly("buried 410 Gone");
    assertThat(store.dead().list("default", 10))
        .singleElement()
        .satisfies(dead -> assertThat(dead.error()).isEqualTo("410 Gone"));
  }

  @Test
  void aDiscardedJobIsGone() throws Exception {
    queue.enqueue(GREET, new Greeting("alice"));

    start(builder().handler(GREET, (greeting, context) -> JobOutcome.discard("not needed")));

    assertThat(events.next(1)).containsExactly("discarded not needed");
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void R23_anErrorInAHandlerIsQuarantinedAfterThreeCrashesAndTheQueueMovesOn() throws Exception {
    queue.enqueue(GREET, new Greeting("poison"));
    start(
        builder()
            .handler(
                GREET.withRetry(AT_ONCE),
                (greeting, context) -> {
                  if (greeting.name().equals("poison")) {
                    throw new StackOverflowError("too deep");
                  }
                  return JobOutcome.done();
                }));

    List<String> poisoned = events.next(2);
    clock.advance(Suspects.CALM);
    List<String> buried = events.next(1);
    queue.enqueue(GREET, new Greeting("good"));

    assertThat(poisoned).containsOnly("retried java.lang.StackOverflowError: too deep");
    assertThat(buried.getFirst()).startsWith("buried quarantined: its worker died 3 times");
    assertThat(events.next(1)).containsExactly("done 1");
  }

  @Test
  void anUnknownTypeIsReportedAndKept() throws Exception {
    store.insert(
        List.of(new JobData("from-tomorrow", "default", "{}", clock.instant(), JobKeys.NONE)));

    start(builder().handler(GREET, (greeting, context) -> JobOutcome.done()));

    assertThat(events.next(1)).containsExactly("unknownType from-tomorrow");
    assertThat(store.stats().get(0).counts().scheduled()).isEqualTo(1);
  }

  @Test
  void aPayloadThatCannotBeReadIsKeptAmongTheDead() throws Exception {
    store.insert(
        List.of(new JobData("greet", "default", "{\"name\":", clock.instant(), JobKeys.NONE)));

    start(builder().handler(GREET, (greeting, context) -> JobOutcome.done()));

    assertThat(events.next(1).get(0)).startsWith("buried unreadable payload");
    assertThat(store.stats().get(0).counts().dead()).isEqualTo(1);
  }

  @Test
  void aHandlerThatTakesTooLongIsInterruptedAndRetried() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    queue.enqueue(GREET, new Greeting("alice"));
    start(
        builder()
            .handler(
                GREET.withTimeout(Duration.ofSeconds(1)).withRetry(AT_ONCE),
                (greeting, context) -> {
                  if (context.attempt() == 1) {
                    never.await();
                  }
                  return JobOutcome.done();
                }));

    assertThat(events.next(2)).containsExactly("retried timed out after PT1S", "done 2");
  }

  @Test
  void aListenerThatThrowsDoesNoHarm() throws Exception {
    CountDownLatch done = new CountDownLatch(2);
    start(
        builder()
            .listener(
                new JobListener() {
                  @Override
                  public void started(JobInfo job) {
                    throw new IllegalStateException("a listener with a bug");
                  }
                })
            .handler(
                GREET,
                (greeting, context) -> {
                  done.countDown();
                  return JobOutcome.done();
                }));

    queue.enqueueAll(
        List.of(Job.of(GREET, new Greeting("alice")), Job.of(GREET, new Greeting("bob"))));

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void R20_twoWorkersRunEachOfAThousandJobsOnce() throws Exception {
    Map<String, Integer> runs = new ConcurrentHashMap<>();
    JobHandler<Greeting> handler =
        (greeting, context) -> {
          runs.merge(greeting.name(), 1, Integer::sum);
          return JobOutcome.done();
        };
    start(builder().handler(GREET, handler));
    start(builder().handler(GREET, handler));

    queue.enqueueAll(
        IntStream.range(0, 1_000).mapToObj(i -> Job.of(GREET, new Greeting("" + i))).toList());

    assertThat(events.next(1_000)).containsOnly("done 1");
    assertThat(runs).hasSize(1_000);
    assertThat(runs.values()).containsOnly(1);
  }

  @Test
  void jobsOfOneOrderingKeyRunInOrder() throws Exception {
    List<String> order = new ArrayList<>(); // not synchronized: one at a time is what is promised
    start(
        builder()
            .pollInterval(Duration.ofHours(1))
            .handler(
                GREET,
                (greeting, context) -> {
                  order.add(greeting.name());
                  return JobOutcome.done();
                }));
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "job " + i).toList();

    queue.enqueueAll(
        names.stream().map(n -> Job.of(GREET, new Greeting(n)).orderingKey("line")).toList());

    events.next(100);
    assertThat(order).isEqualTo(names);
  }

  @Test
  void R7_aSlowKeyHoldsNoMoreThanItsLimitAndTheOthersGoOn() throws Exception {
    CountDownLatch thaw = new CountDownLatch(1);
    CountDownLatch two = new CountDownLatch(2);
    Map<String, Integer> running = new ConcurrentHashMap<>();
    start(
        Worker.newBuilder(store)
            .queue("default", 8, 2)
            .listener(events)
            .handler(
                GREET,
                (greeting, context) -> {
                  running.merge(greeting.name(), 1, Integer::sum);
                  if (greeting.name().equals("slow")) {
                    two.countDown();
                    thaw.await();
                  }
                  return JobOutcome.done();
                }));
    List<Job<Greeting>> jobs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      jobs.add(Job.of(GREET, new Greeting("slow")).concurrencyKey("slow.example"));
    }
    for (int i = 0; i < 50; i++) {
      jobs.add(Job.of(GREET, new Greeting("good")).concurrencyKey("good" + i + ".example"));
    }

    queue.enqueueAll(jobs);

    events.next(50);
    assertThat(two.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(running).containsEntry("good", 50).containsEntry("slow", 2);
    thaw.countDown();
    events.next(50);
    assertThat(running).containsEntry("slow", 50);
  }

  @Test
  void aWorkerStartsOnceAndNeedsSomethingToDo() {
    Worker worker = start(builder());

    assertThatThrownBy(worker::start).hasMessageContaining("build another one");
    assertThatThrownBy(worker::runPending).hasMessageContaining("by itself");
    assertThatThrownBy(() -> Worker.newBuilder(store).build())
        .hasMessageContaining("needs a queue");
    assertThatThrownBy(() -> builder().queue("default", 1)).hasMessageContaining("added before");
    assertThatThrownBy(() -> builder().queue("mail", 0)).hasMessageContaining("at least 1");
  }
}
