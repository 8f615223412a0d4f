package dev.hato.storage.jobs;

import dev.hato.jobs.spi.JobData;
import dev.hato.storage.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Adds jobs: one statement, however many. */
final class JobInserts {
  private JobInserts() {}

  /** Adds jobs and says how many; those whose uniqueness key is taken are left out. */
  static int insert(Sql sql, List<JobData> jobs, Instant now) {
    return sql.update(
        JobStatements.INSERT,
        now,
        column(jobs, JobData::type),
        column(jobs, JobData::queue),
        column(jobs, JobData::payload),
        column(jobs, job -> later(job.runAt(), now).toString()),
        column(jobs, job -> job.keys().ordering()),
        column(jobs, job -> job.keys().uniqueness()),
        column(jobs, job -> job.keys().concurrency()));
  }

  private static List<String> column(List<JobData> jobs, Function<JobData, String> value) {
    return jobs.stream().map(value).toList();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
