package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.testkit.JobStoreContract;
import dev.hato.jobs.testkit.SettableClock;
import dev.hato.storage.JobDatabase;
import dev.hato.storage.kernel.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class PostgresJobStoreTest extends JobStoreContract {
  private static JobDatabase database;

  @BeforeAll
  static void open() {
    database = new JobDatabase(Dialect.POSTGRESQL);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  protected JobStore emptyStore(InstantSource clock) {
    return database.emptyStore(clock);
  }

  private static List<ClaimedJob> claim(JobStore store) {
    ClaimRequest.Holder holder = new ClaimRequest.Holder("worker", Duration.ofMinutes(1));
    return store.claim(
        new ClaimRequest("default", 10, holder, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS));
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatAnotherProcessGivesBackIsFoundThoughClaimsBeginLater() {
    SettableClock clock = new SettableClock();
    JobStore here = emptyStore(clock);
    JobStore there = database.store(clock);
    here.insert(List.of(new JobData("test", "default", "old", Instant.EPOCH, JobKeys.NONE)));
    List<ClaimedJob> taken = claim(there);
    assertThat(taken).hasSize(1);
    clock.advance(Duration.ofSeconds(10));
    assertThat(claim(here)).isEmpty();

    there.release(List.of(taken.getFirst().lease()));

    List<ClaimedJob> found = claim(here);
    while (found.isEmpty()) {
      found = claim(here);
    }
    assertThat(found).extracting(job -> job.job().payload()).containsExactly("old");
  }

  @Test
  void whatThisProcessGivesBackIsFoundAtOnce() {
    SettableClock clock = new SettableClock();
    JobStore here = emptyStore(clock);
    here.insert(List.of(new JobData("test", "default", "old", Instant.EPOCH, JobKeys.NONE)));
    List<ClaimedJob> taken = claim(here);
    clock.advance(Duration.ofSeconds(10));
    assertThat(claim(here)).isEmpty();

    here.release(List.of(taken.getFirst().lease()));

    assertThat(claim(here)).hasSize(1);
  }
}
