package dev.hato.storage;

import dev.hato.jobs.spi.JobStore;
import dev.hato.storage.jobs.JpaJobStore;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.TestDatabases;
import java.time.InstantSource;
import java.util.List;

/** One database with job tables for many tests: each gets them empty, with a clock of its own. */
public final class JobDatabase implements AutoCloseable {
  private final Database database;

  public JobDatabase(Dialect dialect) {
    this.database = TestDatabases.open(dialect);
  }

  public Database database() {
    return database;
  }

  /** A store over emptied tables. */
  public JobStore emptyStore(InstantSource clock) {
    for (String table :
        List.of(
            "jobs",
            "dead_jobs",
            "job_queues",
            "job_groups",
            "job_leaders",
            "recurring_jobs",
            "job_rates")) {
      int unused = database.runner().write(scope -> scope.sql().update("delete from " + table));
    }
    return store(clock);
  }

  /** A store over the tables as they are, as another process has it. */
  public JobStore store(InstantSource clock) {
    return new JpaJobStore(database.runner(), database.dialect(), clock);
  }

  @Override
  public void close() {
    database.close();
  }
}
