package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.QueueStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Uniqueness while waiting, and order within a key. */
abstract class KeyContract extends StoreContract {
  @Test
  void aSecondJobWithTheUniquenessKeyOfAWaitingOneIsNotAdded() {
    assertThat(insert(job("a", unique("k")))).isEqualTo(1);
    assertThat(insert(job("b", unique("k")), job("c", unique("l")))).isEqualTo(1);

    assertThat(claimPayloads(10)).containsExactly("a", "c");
  }

  @Test
  void aUniquenessKeyHoldsWithinOneInsert() {
    assertThat(insert(job("a", unique("k")), job("b", unique("k")))).isEqualTo(1);

    assertThat(claimPayloads(10)).containsExactly("a");
  }

  @Test
  void theUniquenessKeyIsFreeOnceTheJobRuns() {
    insert(job("a", unique("k")));
    claimOne();

    assertThat(insert(job("b", unique("k")))).isEqualTo(1);
    assertThat(claimPayloads(10)).containsExactly("b");
  }

  @Test
  void uniquenessIsWithinAJobType() {
    JobData other = new JobData("other", QUEUE, "b", Instant.EPOCH, unique("k"));

    assertThat(insert(job("a", unique("k")), other)).isEqualTo(2);
  }

  @Test
  void aRetryOfAUniqueJobTakesItsKeyAgain() {
    insert(job("a", unique("k")));
    retry(claimOne(), Duration.ofMinutes(1));

    assertThat(insert(job("b", unique("k")))).isZero();
  }

  @Test
  void aRetryGivesWayToTheWaitingJobWithItsUniquenessKey() {
    insert(job("a", unique("k")));
    ClaimedJob running = claimOne();
    insert(job("b", unique("k")));

    assertThat(retry(running, Duration.ZERO)).isEmpty();

    assertThat(claimPayloads(10)).containsExactly("b");
  }

  @Test
  void aReleasedOrReapedJobGivesWayToo() {
    insert(job("a", unique("k")), job("b", unique("l")));
    ClaimedJob released = claimOne();
    claimOne();
    insert(job("c", unique("k")), job("d", unique("l")));

    assertThat(store.release(Set.of(released.lease()))).isEmpty();
    expireLeases();

    assertThat(claimPayloads(10)).containsExactly("c", "d");
  }

  @Test
  void jobsWithOneOrderingKeyRunOneAtATimeInOrder() {
    insert(job("a", ordered("k")), job("b", ordered("k")), job("x", ordered("l")), job("c"));
    insert(job("d", ordered("k")));

    ClaimedJob first = claimOne();
    assertThat(claimPayloads(10)).containsExactly("x", "c");
    assertThat(claim(10)).isEmpty();
    complete(first);
    ClaimedJob second = claimOne();
    assertThat(second.job().payload()).isEqualTo("b");
    assertThat(claim(10)).isEmpty();
    complete(second);
    assertThat(claimPayloads(10)).containsExactly("d");
  }

  @Test
  void aJobThatWaitsForItsRetryHoldsBackThoseBehindIt() {
    insert(job("a", ordered("k")), job("b", ordered("k")));
    retry(claimOne(), Duration.ofMinutes(1));

    assertThat(claim(10)).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(claimPayloads(10)).containsExactly("a");
  }

  @Test
  void aDeadJobLetsThoseBehindItGo() {
    insert(job("a", ordered("k")), job("b", ordered("k")));
    bury(claimOne(), "hopeless");

    assertThat(claimPayloads(10)).containsExactly("b");
    assertThat(counts()).isEqualTo(new QueueStats.Counts(0, 1, 0, 1));
  }
}
