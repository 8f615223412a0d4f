package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.memory.InMemoryJobStore;
import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When results are written; what becomes of them is in the tests of workers and stores. */
final class SettlerTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final SettableClock clock = new SettableClock();
  private final InMemoryJobStore store = new InMemoryJobStore(clock);
  private final AtomicBoolean more = new AtomicBoolean(true);
  private final LinkedBlockingQueue<Settlement> settled = new LinkedBlockingQueue<>();
  private final Settler settler =
      new Settler(
          new Ledger(store, new SafeListener(new JobListener() {})),
          new Held(),
          LEASE,
          new Settler.Pace(Duration.ofHours(1), () -> 1_000, more::get, () -> Turns.Turn.NONE),
          settled::add);

  @AfterEach
  void stop() {
    assertThat(settler.stop(Duration.ofSeconds(10))).isTrue();
  }

  private List<Settlement> ended(int jobs, JobKeys keys) {
    store.insert(
        IntStream.range(0, jobs)
            .mapToObj(i -> new JobData("task", "default", "{}", clock.instant(), keys))
            .toList());
    ClaimRequest.Holder holder = new ClaimRequest.Holder("worker", LEASE);
    List<ClaimedJob> claimed =
        store.claim(new ClaimRequest("default", jobs, holder, KeyRoom.UNLIMITED, 0));
    assertThat(claimed).hasSize(jobs);
    return claimed.stream()
        .map(job -> new Settlement(job, new Verdict.Complete(Duration.ZERO)))
        .toList();
  }

  private void awaitSettled(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      assertThat(settled.poll(10, TimeUnit.SECONDS)).isNotNull();
    }
    assertThat(store.stats()).isEmpty();
  }

  /** The first is written at once; from then on the pace holds for an hour. */
  private void begin() throws InterruptedException {
    settler.start();
    settler.add(ended(1, JobKeys.NONE).getFirst());
    awaitSettled(1);
  }

  @Test
  void whileMoreJobsAreHeldReadyResultsWaitForEachOther() throws Exception {
    begin();
    ended(249, JobKeys.NONE).forEach(settler::add);
    assertThat(settled.poll(100, TimeUnit.MILLISECONDS)).isNull();

    settler.add(ended(1, JobKeys.NONE).getFirst());

    awaitSettled(250);
  }

  @Test
  void theResultsOfTheLastJobsAreWrittenAtOnce() throws Exception {
    begin();
    settler.add(ended(1, JobKeys.NONE).getFirst());

    more.set(false);
    settler.add(ended(1, JobKeys.NONE).getFirst());

    awaitSettled(2);
  }

  @Test
  void aResultThatOthersWaitForTakesTheOthersAlong() throws Exception {
    begin();
    settler.add(ended(1, JobKeys.NONE).getFirst());
    settler.add(ended(1, JobKeys.NONE.withOrdering("line")).getFirst());
    awaitSettled(2);

    settler.add(ended(1, JobKeys.NONE).getFirst());
    settler.add(ended(1, JobKeys.NONE.withUniqueness("once")).getFirst());
    awaitSettled(2);
  }

  @Test
  void whoAddsToMoreThanTheStoreTakesWaitsAndNothingIsLost() throws Exception {
    List<Settlement> results = ended(12_000, JobKeys.NONE);
    CountDownLatch added = new CountDownLatch(results.size());
    for (int first = 0; first < results.size(); first += 1_000) {
      List<Settlement> some = results.subList(first, first + 1_000);
      Thread.ofVirtual()
          .start(
              () ->
                  some.forEach(
                      result -> {
                        settler.add(result);
                        added.countDown();
                      }));
    }
    assertThat(added.await(200, TimeUnit.MILLISECONDS)).as("10,000 are the most").isFalse();

    settler.start();

    awaitSettled(results.size());
    assertThat(added.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theEndOfTheWorkerWaitsForNoPace() throws Exception {
    begin();
    settler.add(ended(1, JobKeys.NONE).getFirst());

    assertThat(settler.stop(Duration.ofSeconds(10))).isTrue();

    awaitSettled(1);
  }
}
