package dev.hato.storage.jobs;

import dev.hato.jobs.spi.EnqueueSignals;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.Sql;
import dev.hato.storage.kernel.TxRunner;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/** What the parts of the store share: transactions of their own, the time, and the signals. */
record JobTables(TxRunner runner, Dialect dialect, InstantSource clock, EnqueueSignals signals) {
  /** Runs statements in one transaction. */
  <T> T write(Function<Sql, T> statements) {
    return runner.write(scope -> statements.apply(scope.sql()));
  }

  /** Runs one statement that gives back what it changed. */
  <T> T change(Function<Sql, T> statement) {
    return switch (dialect) {
      case POSTGRESQL -> runner.statement(statement);
      case H2 -> write(statement);
    };
  }

  /** Runs statements that only read. */
  <T> T read(Function<Sql, T> statements) {
    return runner.read(scope -> statements.apply(scope.sql()));
  }

  /** In the precision of the database. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
