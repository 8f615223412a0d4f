package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobGroups;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.QueueStats;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs that are counted together, and the one that runs after them; uniqueness until done. */
abstract class GroupContract extends StoreContract {
  private static final JobKeys PURGE = JobKeys.NONE.withGroup("purge");

  private static JobData last(String payload) {
    return new JobData("test", QUEUE, payload, JobGroups.AT_THE_END, PURGE);
  }

  private JobGroups.Progress progress() {
    return store.groups().progress("purge").orElseThrow();
  }

  @Test
  void theLastJobOfAGroupRunsWhenAllOthersAreDoneOrDead() {
    insert(last("end"), job("a", PURGE), job("b", PURGE), job("x"));
    List<ClaimedJob> claimed = claim(10);
    assertThat(payloads(claimed)).containsExactly("a", "b", "x");
    assertThat(progress()).isEqualTo(new JobGroups.Progress(2, 0, 0, false));

    complete(claimed.get(0), claimed.get(2));
    assertThat(claim(10)).isEmpty();
    bury(claimed.get(1), "no use");

    assertThat(progress()).isEqualTo(new JobGroups.Progress(2, 1, 1, false));
    ClaimedJob end = claimOne();
    assertThat(end.job().payload()).isEqualTo("end");
    complete(end);
    assertThat(progress()).isEqualTo(new JobGroups.Progress(2, 1, 1, false));
    assertThat(progress().isOver()).isTrue();
  }

  @Test
  void jobsThatAreAddedByAJobOfTheGroupAreWaitedForToo() {
    insert(job("a", PURGE), last("end"));
    ClaimedJob first = claimOne();
    insert(job("b", PURGE));
    complete(first);

    ClaimedJob second = claimOne();
    assertThat(second.job().payload()).isEqualTo("b");
    retry(second, Duration.ZERO);
    second = claimOne();
    assertThat(second.job().payload()).isEqualTo("b");
    complete(second);
    assertThat(claimPayloads(10)).containsExactly("end");
  }

  @Test
  void aGroupWithoutJobsEndsAtOnce() {
    insert(last("end"));

    assertThat(claimPayloads(10)).containsExactly("end");
  }

  @Test
  void aJobThatWasQuarantinedCountsAsFailed() {
    insert(job("a", PURGE), last("end"));
    claimOne();
    clock.advance(LEASE);
    assertThat(store.reap(1, 10)).hasSize(1);

    assertThat(progress()).isEqualTo(new JobGroups.Progress(1, 0, 1, false));
    assertThat(claimPayloads(10)).containsExactly("end");
  }

  @Test
  void aDeadJobThatIsRevivedCountsAgain() {
    insert(job("a", PURGE), job("b", PURGE));
    bury(claimOne(), "no use");
    long dead = store.dead().list(QUEUE, 1).getFirst().id();
    assertThat(store.dead().revive(dead)).isTrue();

    assertThat(progress()).isEqualTo(new JobGroups.Progress(2, 0, 0, false));
    complete(claim(10).toArray(ClaimedJob[]::new));
    assertThat(progress()).isEqualTo(new JobGroups.Progress(2, 2, 0, false));
  }

  @Test
  void aGroupThatIsCancelledLosesWhatWaitsAndTakesNoMore() {
    insert(job("a", PURGE), job("b", PURGE), job("c", PURGE), last("end"), job("x"));
    ClaimedJob running = claimOne();

    assertThat(store.groups().cancel("purge")).isEqualTo(3);
    assertThat(insert(job("d", PURGE))).isZero();
    complete(running);

    assertThat(progress()).isEqualTo(new JobGroups.Progress(1, 1, 0, true));
    assertThat(claimPayloads(10)).containsExactly("x");
    assertThat(counts()).isEqualTo(new QueueStats.Counts(0, 1, 0, 0));
  }

  @Test
  void aForgottenGroupIsUnknown() {
    insert(job("a", PURGE));
    complete(claimOne());
    store.groups().forget("purge");

    assertThat(store.groups().progress("purge")).isEmpty();
    assertThat(store.groups().cancel("purge")).isZero();
  }

  @Test
  void aJobOfAGroupHasNoUniquenessKey() {
    assertThatThrownBy(() -> PURGE.withUniqueness("k"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("group");
  }

  @Test
  void aKeyThatIsUniqueUntilDoneIsTakenWhileItsJobRuns() {
    JobKeys once = JobKeys.NONE.withUniquenessUntilDone("k");
    insert(job("a", once));
    ClaimedJob running = claimOne();
    assertThat(running.job().keys()).isEqualTo(once);

    assertThat(insert(job("b", once))).isZero();
    retry(running, Duration.ZERO);
    assertThat(insert(job("c", once))).isZero();
    running = claimOne();
    assertThat(running.job().payload()).isEqualTo("a");
    complete(running);
    assertThat(insert(job("d", once))).isEqualTo(1);
    bury(claimOne(), "no use");
    assertThat(insert(job("e", once))).isEqualTo(1);
  }
}
