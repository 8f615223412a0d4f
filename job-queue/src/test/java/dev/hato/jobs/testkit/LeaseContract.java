package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.DeadJob;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.spi.Reaped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Leases that run out, heartbeats, fencing, quarantine, jumps of the clock. */
abstract class LeaseContract extends StoreContract {
  @Test
  void R3_aJobWhoseWorkerDiedIsClaimedByAnother() {
    insert(job("a"));
    ClaimedJob first = claimOne();
    clock.advance(LEASE);

    List<Reaped> reaped = store.reap(MAX_CRASHES, 100);

    assertThat(reaped).containsExactly(new Reaped(first.lease().jobId(), "test", QUEUE, 1, false));
    ClaimedJob second = claimOne();
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.crashes()).isEqualTo(1);
    assertThat(complete(second)).isEmpty();
  }

  @Test
  void nothingIsReapedBeforeTheLeaseRunsOut() {
    insert(job("a"));
    ClaimedJob held = claimOne();
    clock.advance(LEASE.minusMillis(1));

    assertThat(store.reap(MAX_CRASHES, 100)).isEmpty();
    assertThat(complete(held)).isEmpty();
  }

  @Test
  void aHeartbeatExtendsTheLease() {
    insert(job("a"));
    ClaimedJob held = claimOne();
    clock.advance(LEASE.dividedBy(2));

    assertThat(store.heartbeat(Set.of(held.lease()), LEASE)).isEmpty();

    clock.advance(LEASE.minusMillis(1));
    assertThat(store.reap(MAX_CRASHES, 100)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(store.reap(MAX_CRASHES, 100)).hasSize(1);
  }

  @Test
  void reapingTakesNoMoreThanItsLimit() {
    insert(job("a"), job("b"), job("c"));
    claim(3);
    clock.advance(LEASE);

    assertThat(store.reap(MAX_CRASHES, 2)).hasSize(2);
    assertThat(store.reap(MAX_CRASHES, 2)).hasSize(1);
  }

  @Test
  void R5_aWorkerThatWakesUpAfterItsLeaseCannotSettleWhatAnotherHolds() {
    insert(job("a"));
    ClaimedJob paused = claimOne();
    expireLeases();
    ClaimedJob current = claimOne();

    assertThat(complete(paused)).containsExactly(paused.lease());
    assertThat(retry(paused, Duration.ZERO)).containsExactly(paused.lease());
    assertThat(bury(paused, "stale")).containsExactly(paused.lease());
    assertThat(store.release(Set.of(paused.lease()))).containsExactly(paused.lease());
    assertThat(store.heartbeat(Set.of(paused.lease()), LEASE)).containsExactly(paused.lease());

    assertThat(counts()).isEqualTo(new QueueStats.Counts(0, 1, 0, 0));
    assertThat(complete(current)).isEmpty();
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void anExpiredJobThatNobodyTookCanStillBeCompleted() {
    insert(job("a"));
    ClaimedJob slow = claimOne();
    clock.advance(LEASE.multipliedBy(2));

    assertThat(complete(slow)).isEmpty();
    assertThat(store.reap(MAX_CRASHES, 100)).isEmpty();
  }

  @Test
  void R23_aJobThatKillsItsWorkerThreeTimesIsQuarantined() {
    insert(job("poison"), job("good"));
    long poison = claimOne().lease().jobId();
    expireLeases();
    for (int death = 2; death <= MAX_CRASHES; death++) {
      clock.advance(Reaped.pause(death - 1));
      complete(
          claim(2).stream().filter(j -> j.lease().jobId() != poison).toArray(ClaimedJob[]::new));
      expireLeases();
    }

    assertThat(claim(10)).isEmpty();
    DeadJob dead = store.dead().list(QUEUE, 10).get(0);
    assertThat(dead.job().payload()).isEqualTo("poison");
    assertThat(dead.error()).isEqualTo(Reaped.quarantineReason(3));
    assertThat(dead.attempts()).isEqualTo(3);
    assertThat(counts()).isEqualTo(new QueueStats.Counts(0, 0, 0, 1));
  }

  @Test
  void R23_jobsWhoseWorkerDiedArePassedOverOnRequest() {
    insert(job("suspect"));
    claimOne();
    expireLeases();
    insert(job("fresh"));
    ClaimRequest.Holder holder = new ClaimRequest.Holder("tester", LEASE);

    assertThat(payloads(store.claim(new ClaimRequest(QUEUE, 10, holder, KeyRoom.UNLIMITED, 0))))
        .containsExactly("fresh");
    assertThat(claimPayloads(10)).containsExactly("suspect");
  }

  /** Payloads and deaths of all that waits. */
  private Map<String, Integer> deaths() {
    Map<String, Integer> deaths = new TreeMap<>();
    clock.advance(Duration.ofHours(1));
    for (List<ClaimedJob> some = claim(10); !some.isEmpty(); some = claim(10)) {
      some.forEach(claimed -> deaths.put(claimed.job().payload(), claimed.crashes()));
    }
    return deaths;
  }

  @Test
  void R23_whatAWorkerHeldWhenItDiedForTheFirstTimeIsSuspect() {
    insert(job("a"), job("b"));
    claim(2);
    insert(job("c"));
    expireLeases();

    assertThat(deaths()).isEqualTo(Map.of("a", 1, "b", 1, "c", 0));
  }

  @Test
  void R23_aDeathIsPutDownToTheSuspectThatWasBegunLastAndToNoOther() {
    insert(job("a"), job("b"));
    claim(2);
    expireLeases();
    String first = claimPayloads(1).getFirst();
    clock.advance(Duration.ofSeconds(2)); // it hangs, and its lease ends before that of the next
    String last = claimPayloads(1).getFirst();
    insert(job("fresh"));
    claimOne();
    expireLeases();

    assertThat(deaths()).isEqualTo(Map.of(first, 1, last, 2, "fresh", 1));
  }

  @Test
  void R23_aDeathIsPutDownToOneSuspectAlsoWhenItsJobsAreTakenAwayOneAfterTheOther() {
    insert(job("a"), job("b"), job("c"));
    claim(3);
    expireLeases();
    List<String> inOrder = List.of(payload(claimOne()), payload(claimOne()), payload(claimOne()));
    store.expire("tester");
    for (int i = 0; i < 3; i++) {
      assertThat(store.reap(MAX_CRASHES, 1)).hasSize(1);
    }

    assertThat(deaths()).isEqualTo(Map.of(inOrder.get(0), 1, inOrder.get(1), 1, inOrder.get(2), 2));
  }

  @Test
  void R23_eachDeathIsOfOneWorker() {
    insert(job("a"), job("b"));
    claim(2);
    expireLeases();
    String here = claimPayloads(1).getFirst();
    ClaimRequest.Holder other = new ClaimRequest.Holder("other", LEASE);
    ClaimRequest request =
        new ClaimRequest(QUEUE, 1, other, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS);
    String there = payloads(store.claim(request)).getFirst();
    expireLeases();

    assertThat(deaths()).isEqualTo(Map.of(here, 2, there, 2));
  }

  @Test
  void R23_aJobKeepsItsPlaceAfterTheFirstDeath() {
    insert(job("a"));
    clock.advance(Duration.ofSeconds(1));
    insert(job("b"));
    claimOne();
    expireLeases();

    assertThat(claimPayloads(1)).containsExactly("a");
  }

  @Test
  void R23_aClaimTakesNoSuspectWithMoreDeathsThanItAsksFor() {
    insert(job("a"));
    claimOne();
    expireLeases();
    claimOne();
    expireLeases();
    clock.advance(Reaped.pause(2));
    insert(job("b"));
    ClaimRequest.Holder holder = new ClaimRequest.Holder("tester", LEASE);

    assertThat(payloads(store.claim(new ClaimRequest(QUEUE, 10, holder, KeyRoom.UNLIMITED, 1))))
        .containsExactly("b");
    assertThat(payloads(store.claim(new ClaimRequest(QUEUE, 10, holder, KeyRoom.UNLIMITED, 2))))
        .containsExactly("a");
  }

  @Test
  void R23_aJobWhoseWorkerDiedTwiceWaitsAWhile() {
    insert(job("a"));
    claimOne();
    expireLeases();
    claimOne();
    expireLeases();

    assertThat(claim(1)).isEmpty();
    clock.advance(Reaped.pause(2));
    assertThat(claimPayloads(1)).containsExactly("a");
  }

  @Test
  void R23_ofJobsWhoseWorkerDiedAClaimTakesOne() {
    insert(job("suspect 1"), job("suspect 2"), job("suspect 3"));
    claim(3);
    expireLeases();
    insert(job("fresh 1"), job("fresh 2"), job("fresh 3"));

    assertThat(claimPayloads(3))
        .hasSize(3)
        .containsOnlyOnceElementsOf(List.of("fresh 1", "fresh 2"))
        .filteredOn(payload -> payload.startsWith("suspect"))
        .hasSize(1);
    assertThat(claimPayloads(3)).hasSize(2).contains("fresh 3");
    assertThat(claimPayloads(3)).hasSize(1);
    assertThat(claimPayloads(3)).isEmpty();
  }

  @Test
  void R3_theJobsOfAWorkerThatIsKnownToBeDeadAreClaimedAtOnce() {
    insert(job("a"), job("b"));
    claim(2);
    insert(job("c"));
    ClaimRequest.Holder other = new ClaimRequest.Holder("other", LEASE);
    store.claim(new ClaimRequest(QUEUE, 1, other, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS));

    assertThat(store.expire("nobody")).isZero();
    assertThat(store.reap(MAX_CRASHES, 100)).isEmpty();
    assertThat(store.expire("tester")).isEqualTo(2);
    assertThat(store.reap(MAX_CRASHES, 100)).hasSize(2);
    assertThat(store.expire("tester")).isZero();
    assertThat(counts()).isEqualTo(new QueueStats.Counts(2, 1, 0, 0));
  }

  @Test
  void R13_aClockThatJumpsForwardLosesNoJob() {
    insert(job("a"), job("b"));
    ClaimedJob held = claimOne();
    clock.advance(Duration.ofHours(2));

    assertThat(store.reap(MAX_CRASHES, 100)).hasSize(1);
    assertThat(claimPayloads(10)).containsExactlyInAnyOrder("a", "b");
    assertThat(complete(held)).containsExactly(held.lease());
  }

  @Test
  void R13_aClockThatJumpsBackLosesNoJob() {
    insert(job("a"));
    ClaimedJob held = claimOne();
    clock.advance(Duration.ofHours(-2));
    insert(job("b"));

    assertThat(claimPayloads(10)).containsExactly("b");
    assertThat(complete(held)).isEmpty();
  }
}
