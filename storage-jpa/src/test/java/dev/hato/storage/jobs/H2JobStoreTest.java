package dev.hato.storage.jobs;

import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.testkit.JobStoreContract;
import dev.hato.storage.JobDatabase;
import dev.hato.storage.kernel.Dialect;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class H2JobStoreTest extends JobStoreContract {
  private static JobDatabase database;

  @BeforeAll
  static void open() {
    database = new JobDatabase(Dialect.H2);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  protected JobStore emptyStore(InstantSource clock) {
    return database.emptyStore(clock);
  }
}
