package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.DeadJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Jobs that were given up. */
abstract class DeadJobsContract extends StoreContract {
  @Test
  void aBuriedJobIsKeptWithItsError() {
    JobData job = job("a", new JobKeys("line", "once", "host"));
    insert(job);
    ClaimedJob claimed = claimOne();
    clock.advance(Duration.ofSeconds(1));

    assertThat(bury(claimed, "404 Not Found")).isEmpty();

    assertThat(claim(10)).isEmpty();
    DeadJob dead = store.dead().list(QUEUE, 10).get(0);
    assertThat(dead.id()).isEqualTo(claimed.lease().jobId());
    assertThat(dead.job().payload()).isEqualTo("a");
    assertThat(dead.job().keys()).isEqualTo(job.keys());
    assertThat(dead.attempts()).isEqualTo(1);
    assertThat(dead.error()).isEqualTo("404 Not Found");
    assertThat(dead.diedAt()).isEqualTo(clock.instant());
  }

  @Test
  void theNewestDeadJobsAreListedFirst() {
    insert(job("a"), job("b"), job("c"));
    for (int i = 0; i < 3; i++) {
      bury(claimOne(), "no");
    }

    assertThat(store.dead().list(QUEUE, 2))
        .extracting(dead -> dead.job().payload())
        .containsExactly("c", "b");
    assertThat(store.dead().list("mail", 2)).isEmpty();
  }

  @Test
  void aRevivedJobStartsAnew() {
    long id = deadJob(job("a"));

    assertThat(store.dead().revive(id)).isTrue();

    ClaimedJob again = claimOne();
    assertThat(again.job().payload()).isEqualTo("a");
    assertThat(again.attempt()).isEqualTo(1);
    assertThat(store.dead().list(QUEUE, 10)).isEmpty();
    assertThat(store.dead().revive(id)).isFalse();
  }

  @Test
  void aJobWhoseUniquenessKeyIsTakenStaysDead() {
    long id = deadJob(job("a", unique("k")));
    insert(job("b", unique("k")));

    assertThat(store.dead().revive(id)).isFalse();

    assertThat(store.dead().list(QUEUE, 10)).hasSize(1);
    assertThat(claimPayloads(10)).containsExactly("b");
  }

  @Test
  void aDeadJobCanBeDiscarded() {
    long id = deadJob(job("a"));

    assertThat(store.dead().discard(id)).isTrue();
    assertThat(store.dead().discard(id)).isFalse();
    assertThat(store.dead().list(QUEUE, 10)).isEmpty();
  }

  @Test
  void oldDeadJobsArePurged() {
    deadJob(job("old"));
    clock.advance(Duration.ofDays(2));
    deadJob(job("young"));

    assertThat(store.dead().purge(Duration.ofDays(1))).isEqualTo(1);

    assertThat(store.dead().list(QUEUE, 10))
        .extracting(dead -> dead.job().payload())
        .containsExactly("young");
  }

  private long deadJob(JobData job) {
    insert(job);
    ClaimedJob claimed = claimOne();
    bury(claimed, "no");
    return claimed.lease().jobId();
  }
}
