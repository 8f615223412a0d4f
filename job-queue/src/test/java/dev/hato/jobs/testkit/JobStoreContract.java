package dev.hato.jobs.testkit;

import dev.hato.jobs.spi.JobStore;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/**
 * The suite that every job store must pass: extend it and say how to make an empty store.
 *
 * <pre>{@code
 * final class InMemoryJobStoreTest extends JobStoreContract {
 *   protected JobStore emptyStore(InstantSource clock) {
 *     return new InMemoryJobStore(clock);
 *   }
 * }
 * }</pre>
 */
public abstract class JobStoreContract {
  /** An empty store that measures by {@code clock}; called before each test. */
  protected abstract JobStore emptyStore(InstantSource clock);

  @Nested
  final class Claiming extends ClaimContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Settling extends SettleContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Leasing extends LeaseContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Keys extends KeyContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Dead extends DeadJobsContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Schedules extends ScheduleContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Taking extends TakerContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Rules extends RuleContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Groups extends GroupContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Interleavings extends InterleavingContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Blaming extends BlameContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Racing extends RaceContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }

  @Nested
  final class Working extends WorkerContract {
    @Override
    protected JobStore emptyStore(InstantSource clock) {
      return JobStoreContract.this.emptyStore(clock);
    }
  }
}
