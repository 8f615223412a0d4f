package dev.hato.storage.jobs;

import dev.hato.jobs.spi.Blame;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.Reaped;
import dev.hato.storage.kernel.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A held job whose row is locked, and what of it may change when it waits again. */
record HeldRow(Lease lease, Kind kind, Counts counts, Instant runAt, Optional<String> error) {
  record Kind(
      String type,
      String queue,
      Optional<String> uniquenessKey,
      Optional<String> group,
      String worker) {}

  record Counts(int attempts, int crashes) {}

  static HeldRow of(Row row) throws SQLException {
    return new HeldRow(
        new Lease(row.number("id"), row.number("fence")),
        new Kind(
            row.text("type"),
            row.text("queue"),
            row.optionalText("uniqueness_key"),
            row.optionalText("group_key"),
            row.optionalText("worker").orElse("")),
        new Counts(row.integer("attempts"), row.integer("crashes")),
        row.instant("run_at"),
        row.optionalText("error"));
  }

  long id() {
    return lease.jobId();
  }

  /** As if it had not been claimed. */
  HeldRow released() {
    Counts before = new Counts(counts.attempts() - 1, counts.crashes());
    return new HeldRow(lease, kind, before, runAt, error);
  }

  /** To be tried again at {@code time}. */
  HeldRow retried(Instant time, String why, boolean crash) {
    Counts after = new Counts(counts.attempts(), counts.crashes() + (crash ? 1 : 0));
    return new HeldRow(lease, kind, after, time, Optional.of(why));
  }

  /** Its worker died. */
  HeldRow orphaned(Blame blame, Instant now) {
    int crashes = blame.crashes(counts.crashes(), kind.worker(), lease.fence());
    Instant time = Reaped.againAt(runAt, now, crashes);
    return new HeldRow(
        lease, kind, new Counts(counts.attempts(), crashes), time, Optional.of("its worker died"));
  }

  Reaped reaped(boolean buried) {
    return new Reaped(id(), kind.type(), kind.queue(), counts.attempts(), buried);
  }

  /** Arguments of {@link JobStatements#PUT_BACK}. */
  Object[] putBack() {
    return new Object[] {runAt, counts.attempts(), counts.crashes(), error, id()};
  }
}
