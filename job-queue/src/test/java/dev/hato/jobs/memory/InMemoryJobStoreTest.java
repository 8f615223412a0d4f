package dev.hato.jobs.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.jobs.spi.Capabilities;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.JobStoreFullException;
import dev.hato.jobs.testkit.JobStoreContract;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InMemoryJobStoreTest extends JobStoreContract {
  private static final JobData JOB =
      new JobData("test", "default", "{}", Instant.EPOCH, JobKeys.NONE);

  @Override
  protected JobStore emptyStore(InstantSource clock) {
    return new InMemoryJobStore(clock);
  }

  @Test
  void aFullStoreRefusesAndAddsNothing() {
    InMemoryJobStore store = new InMemoryJobStore(new SettableClock(), 2);
    store.insert(List.of(JOB));

    assertThatThrownBy(() -> store.insert(List.of(JOB, JOB)))
        .isInstanceOfSatisfying(
            JobStoreFullException.class, full -> assertThat(full.capacity()).isEqualTo(2))
        .hasMessageContaining("1 of at most 2 jobs")
        .hasMessageContaining("raise its capacity");

    assertThat(store.stats().get(0).counts().waiting()).isEqualTo(1);
    assertThat(store.insert(List.of(JOB))).isEqualTo(1);
  }

  @Test
  void aStoreWithoutRoomIsAMistake() {
    assertThatThrownBy(() -> new InMemoryJobStore(new SettableClock(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }

  @Test
  void itPromisesNothingBeyondTheContract() {
    assertThat(new InMemoryJobStore(new SettableClock()).capabilities())
        .isEqualTo(new Capabilities(false, false, false));
  }
}
