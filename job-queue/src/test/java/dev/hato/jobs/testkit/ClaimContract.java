package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.spi.QueueRates;
import dev.hato.jobs.spi.QueueStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Adding, claiming, counting. */
abstract class ClaimContract extends StoreContract {
  @Test
  void aJobIsClaimedAsItWasInserted() {
    JobKeys keys = new JobKeys("line", "once", "host");
    JobData job =
        new JobData("greet", QUEUE, "{\"name\":\"鳩 🕊 'quoted'\"}", clock.instant(), keys);
    assertThat(insert(job)).isEqualTo(1);

    ClaimedJob claimed = claimOne();

    assertThat(claimed.job()).isEqualTo(job);
    assertThat(claimed.attempt()).isEqualTo(1);
    assertThat(claimed.crashes()).isZero();
    assertThat(claimed.enqueuedAt()).isEqualTo(clock.instant());
  }

  @Test
  void jobsAreClaimedInTheOrderOfTheirEnqueueing() {
    insert(job("a"), job("b"));
    clock.advance(Duration.ofMillis(1));
    insert(job("c"));

    assertThat(claimPayloads(10)).containsExactly("a", "b", "c");
  }

  @Test
  void aClaimGivesNoMoreThanItsMaximum() {
    insert(job("a"), job("b"), job("c"));

    assertThat(claimPayloads(2)).containsExactly("a", "b");
    assertThat(claimPayloads(2)).containsExactly("c");
  }

  @Test
  void aClaimedJobIsNotClaimedAgain() {
    insert(job("a"));
    claimOne();

    assertThat(claim(10)).isEmpty();
  }

  @Test
  void aClaimTakesFromItsOwnQueueOnly() {
    insert(job("a"), new JobData("test", "mail", "b", clock.instant(), JobKeys.NONE));

    assertThat(payloads(claim("mail", 10, Set.of()))).containsExactly("b");
    assertThat(claim("nothing", 10, Set.of())).isEmpty();
  }

  @Test
  void aScheduledJobWaitsForItsTime() {
    Duration later = Duration.ofMinutes(5);
    insert(new JobData("test", QUEUE, "late", clock.instant().plus(later), JobKeys.NONE));

    clock.advance(later.minusMillis(1));
    assertThat(claim(10)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(claimPayloads(10)).containsExactly("late");
  }

  @Test
  void whatIsDueLongestIsClaimedFirst() {
    insert(new JobData("test", QUEUE, "late", clock.instant().plusSeconds(2), JobKeys.NONE));
    insert(new JobData("test", QUEUE, "early", clock.instant().plusSeconds(1), JobKeys.NONE));
    clock.advance(Duration.ofSeconds(3));
    insert(job("now"));

    assertThat(claimPayloads(10)).containsExactly("early", "late", "now");
  }

  @Test
  void jobsWithAFullConcurrencyKeyArePassedOver() {
    insert(
        job("a", JobKeys.NONE.withConcurrency("slow.example")),
        job("b", JobKeys.NONE.withConcurrency("good.example")),
        job("c"));

    assertThat(payloads(claim(QUEUE, 10, Set.of("slow.example", "other.example"))))
        .containsExactly("b", "c");
    assertThat(claimPayloads(10)).containsExactly("a");
  }

  @Test
  void aClaimTakesNoMoreJobsOfAKeyThanThereIsRoomFor() {
    insert(
        job("a", JobKeys.NONE.withConcurrency("slow.example")),
        job("b", JobKeys.NONE.withConcurrency("slow.example")),
        job("c", JobKeys.NONE.withConcurrency("slow.example")),
        job("d", JobKeys.NONE.withConcurrency("good.example")),
        job("e"));

    KeyRoom room = new KeyRoom(3, Map.of("slow.example", 1));

    assertThat(payloads(claim(QUEUE, 10, room))).containsExactly("a", "b", "d", "e");
    assertThat(claimPayloads(10)).containsExactly("c");
  }

  @Test
  void thousandsOfJobsAreInsertedAtOnce() {
    List<JobData> jobs =
        new ArrayList<>(IntStream.range(0, 5_000).mapToObj(i -> job("job " + i)).toList());

    assertThat(store.insert(jobs)).isEqualTo(5_000);
    assertThat(claim(5_000)).hasSize(5_000);
  }

  @Test
  void statsCountEachState() {
    insert(job("runs"), job("dies"), job("waits"), job("waits too"));
    insert(new JobData("test", QUEUE, "later", clock.instant().plusSeconds(60), JobKeys.NONE));
    List<ClaimedJob> claimed = claim(2);
    bury(claimed.get(1), "no use");
    clock.advance(Duration.ofSeconds(7));

    QueueStats stats = store.stats().get(0);

    assertThat(store.stats()).hasSize(1);
    assertThat(stats.queue()).isEqualTo(QUEUE);
    assertThat(stats.counts()).isEqualTo(new QueueStats.Counts(2, 1, 1, 1));
    assertThat(stats.latency()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void statsNameEachQueueOnceAndTellOfThoseThatHaveOnlyRunningOrDeadJobs() {
    for (String queue : List.of("b", "a", "c", "a")) {
      store.insert(List.of(new JobData("test", queue, queue, Instant.EPOCH, JobKeys.NONE)));
    }
    assertThat(claim("b", 1, Set.of())).hasSize(1);
    bury(claim("c", 1, Set.of()).getFirst(), "no use");

    assertThat(store.stats())
        .extracting(QueueStats::queue, QueueStats::counts)
        .containsExactly(
            tuple("a", new QueueStats.Counts(2, 0, 0, 0)),
            tuple("b", new QueueStats.Counts(0, 1, 0, 0)),
            tuple("c", new QueueStats.Counts(0, 0, 0, 1)));
  }

  @Test
  void countsAreExactAsFarAsPromised() {
    List<JobData> jobs = IntStream.range(0, QueueStats.EXACT - 1).mapToObj(i -> job("j")).toList();
    store.insert(jobs);
    QueueStats exact = store.stats().getFirst();
    assertThat(exact.counts().waiting()).isEqualTo(QueueStats.EXACT - 1);
    assertThat(exact.estimated()).isFalse();

    store.insert(jobs);
    assertThat(counts().waiting()).isGreaterThanOrEqualTo(QueueStats.EXACT);
  }

  @Test
  void thePaceOfAllWorkersIsAddedUpAndForgottenAfterAWhile() {
    store.rates().report("one", Map.of("a", 1.5, "b", 2.0));
    store.rates().report("one", Map.of("a", 3.5));
    clock.advance(Duration.ofSeconds(5));
    store.rates().report("two", Map.of("a", 4.0));

    assertThat(store.rates().perSecond()).isEqualTo(Map.of("a", 7.5));
    clock.advance(QueueRates.VALID.minusSeconds(5));
    assertThat(store.rates().perSecond()).isEqualTo(Map.of("a", 4.0));
  }

  @Test
  void anEmptyStoreHasNoQueues() {
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void insertingTellsSubscribersUntilTheyLeave() {
    List<String> heard = new ArrayList<>();
    try (JobStore.Subscription subscription = store.subscribe(heard::add)) {
      assertThat(subscription).isNotNull();
      insert(job("a"), job("b"));
    }
    insert(job("c"));

    assertThat(heard).containsExactly(QUEUE);
  }
}
