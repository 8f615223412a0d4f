package dev.hato.storage.jobs;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.DeadJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.Lease;
import dev.hato.storage.kernel.Row;
import java.sql.SQLException;

/** Turns rows of the job tables into records. */
final class JobRows {
  private JobRows() {}

  static ClaimedJob claimed(Row row) throws SQLException {
    return new ClaimedJob(
        new Lease(row.number("id"), row.number("fence")),
        data(row),
        row.integer("attempts"),
        row.integer("crashes"),
        row.instant("enqueued_at"));
  }

  static DeadJob dead(Row row) throws SQLException {
    return new DeadJob(
        row.number("id"),
        data(row),
        row.integer("attempts"),
        row.text("error"),
        row.instant("died_at"));
  }

  private static JobData data(Row row) throws SQLException {
    JobKeys keys =
        new JobKeys(
            row.optionalText("ordering_key").orElse(""),
            row.optionalText("uniqueness_key").orElse(""),
            row.optionalText("concurrency_key").orElse(""),
            row.optionalText("group_key").orElse(""),
            row.flag("until_done"));
    return new JobData(
        row.text("type"), row.text("queue"), row.text("payload"), row.instant("run_at"), keys);
  }
}
