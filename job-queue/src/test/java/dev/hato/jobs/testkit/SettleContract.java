package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.spi.RetryOrder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Completing, retrying, releasing. */
abstract class SettleContract extends StoreContract {
  @Test
  void aCompletedJobIsGone() {
    insert(job("a"));

    assertThat(complete(claimOne())).isEmpty();

    assertThat(claim(10)).isEmpty();
    assertThat(store.stats()).isEmpty();
  }

  @Test
  void manyJobsAreCompletedAtOnce() {
    insert(job("a"), job("b"), job("c"));
    List<ClaimedJob> claimed = claim(3);

    assertThat(complete(claimed.get(0), claimed.get(2))).isEmpty();

    assertThat(counts().running()).isEqualTo(1);
  }

  @Test
  void completingTwiceIsRefusedTheSecondTime() {
    insert(job("a"), job("b"));
    List<ClaimedJob> claimed = claim(2);
    complete(claimed.get(0));

    assertThat(complete(claimed.get(0), claimed.get(1))).containsExactly(claimed.get(0).lease());
  }

  @Test
  void anUnknownLeaseIsRefused() {
    Lease unknown = new Lease(987_654_321L, 1);

    assertThat(store.complete(List.of(unknown))).containsExactly(unknown);
    assertThat(store.release(List.of(unknown))).containsExactly(unknown);
    assertThat(store.heartbeat(List.of(unknown), LEASE)).containsExactly(unknown);
  }

  @Test
  void settlingNothingIsFine() {
    assertThat(store.insert(List.of())).isZero();
    assertThat(store.complete(List.of())).isEmpty();
    assertThat(store.retry(List.of())).isEmpty();
    assertThat(store.bury(List.of())).isEmpty();
    assertThat(store.release(List.of())).isEmpty();
    assertThat(store.heartbeat(List.of(), LEASE)).isEmpty();
  }

  @Test
  void aRetriedJobComesBackAfterItsDelayAsTheNextAttempt() {
    insert(job("a"));
    ClaimedJob first = claimOne();

    assertThat(retry(first, Duration.ofSeconds(10))).isEmpty();

    assertThat(counts()).isEqualTo(new QueueStats.Counts(0, 0, 1, 0));
    assertThat(claim(1)).isEmpty();
    clock.advance(Duration.ofSeconds(10));
    ClaimedJob second = claimOne();
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.crashes()).isZero();
    assertThat(second.enqueuedAt()).isEqualTo(first.enqueuedAt());
    assertThat(second.lease().jobId()).isEqualTo(first.lease().jobId());
    assertThat(second.lease().fence()).isGreaterThan(first.lease().fence());
  }

  @Test
  void aCrashIsCountedWithTheJob() {
    insert(job("a"));

    store.retry(List.of(new RetryOrder(claimOne().lease(), Duration.ZERO, "out of memory", true)));

    assertThat(claimOne().crashes()).isEqualTo(1);
  }

  @Test
  void aReleasedJobWaitsAgainAndTheAttemptIsNotCounted() {
    insert(job("a"));
    ClaimedJob first = claimOne();

    assertThat(store.release(Set.of(first.lease()))).isEmpty();

    ClaimedJob second = claimOne();
    assertThat(second.attempt()).isEqualTo(1);
    assertThat(second.lease()).isNotEqualTo(first.lease());
    assertThat(complete(first)).containsExactly(first.lease());
  }

  @Test
  void aWaitingJobCannotBeSettledByItsFormerHolder() {
    insert(job("a"));
    ClaimedJob held = claimOne();
    retry(held, Duration.ZERO);

    assertThat(complete(held)).containsExactly(held.lease());
    assertThat(retry(held, Duration.ZERO)).containsExactly(held.lease());
    assertThat(bury(held, "late")).containsExactly(held.lease());
    assertThat(store.heartbeat(Set.of(held.lease()), LEASE)).containsExactly(held.lease());
    assertThat(counts()).isEqualTo(new QueueStats.Counts(1, 0, 0, 0));
  }
}
