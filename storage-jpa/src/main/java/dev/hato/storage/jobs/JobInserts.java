package dev.hato.storage.jobs;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.Intake;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.QueueRule;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Adds jobs: one statement for those that wait and those that a worker takes at once, however many;
 * one more for those with a uniqueness key or a group.
 */
final class JobInserts {
  private final Sql sql;
  private final Dialect dialect;
  private final Instant now;

  JobInserts(Sql sql, Dialect dialect, Instant now) {
    this.sql = sql;
    this.dialect = dialect;
    this.now = now;
  }

  /** Adds what was handed in and says how many jobs that were. */
  int insert(Intake intake) {
    List<Intake.Offer> offers = intake.offers();
    if (!offers.isEmpty() && dialect == Dialect.POSTGRESQL) {
      return addAll(intake, offers);
    }
    offers.forEach(offer -> hold(intake, offer));
    int held = offers.size() - intake.offers().size();
    intake.decline();
    return held + insert(intake.waiting());
  }

  /** Whether {@link #insert(Intake)} is one statement, which needs no transaction around it. */
  static boolean isOneStatement(Dialect dialect, List<JobData> jobs) {
    return dialect == Dialect.POSTGRESQL && jobs.stream().noneMatch(JobInserts::mayBeLeftOut);
  }

  /**
   * Adds jobs and says how many; those whose uniqueness key is taken, and those of a cancelled
   * group, are left out.
   */
  int insert(List<JobData> jobs) {
    List<JobData> plain = new ArrayList<>();
    List<JobData> keyed = new ArrayList<>();
    for (JobData job : jobs) {
      (mayBeLeftOut(job) ? keyed : plain).add(job);
    }
    return (keyed.isEmpty() ? 0 : insertKeyed(keyed))
        + switch (plain.size()) {
          case 0 -> 0;
          case 1 -> insertOne(plain.getFirst());
          default -> insertMany(plain);
        };
  }

  /** Whether an insert may find a reason not to add a job. */
  static boolean mayBeLeftOut(JobData job) {
    return !job.keys().uniqueness().isEmpty() || !job.keys().group().isEmpty();
  }

  private int insertMany(List<JobData> jobs) {
    JobData first = jobs.getFirst();
    if (jobs.stream().allMatch(job -> isPlain(job) && isAlike(job, first))) {
      return sql.update(
          JobStatements.INSERT_ALIKE,
          now,
          first.type(),
          first.queue(),
          column(jobs, JobData::payload));
    }
    return sql.update(
        JobStatements.INSERT,
        now,
        column(jobs, JobData::type),
        column(jobs, JobData::queue),
        column(jobs, JobData::payload),
        column(jobs, job -> job.runAt().isAfter(now) ? job.runAt().toString() : ""),
        column(jobs, job -> job.keys().ordering()),
        column(jobs, job -> job.keys().concurrency()));
  }

  private boolean isPlain(JobData job) {
    return job.keys().ordering().isEmpty()
        && job.keys().concurrency().isEmpty()
        && !job.runAt().isAfter(now);
  }

  private static boolean isAlike(JobData job, JobData first) {
    return job.type().equals(first.type()) && job.queue().equals(first.queue());
  }

  private int insertOne(JobData job) {
    return sql.update(
        JobStatements.INSERT_ONE,
        now,
        job.type(),
        job.queue(),
        job.payload(),
        runAt(job),
        key(job.keys().ordering()),
        key(job.keys().concurrency()));
  }

  private int insertKeyed(List<JobData> jobs) {
    JpaJobGroups.Counts groups = new JpaJobGroups.Counts(sql, now);
    List<JobData> admitted = groups.admitted(jobs);
    int added =
        sql.update(
            JobStatements.INSERT_KEYED,
            now,
            column(admitted, JobData::type),
            column(admitted, JobData::queue),
            column(admitted, JobData::payload),
            column(admitted, job -> runAt(job).toString()),
            column(admitted, job -> job.keys().ordering()),
            column(admitted, job -> job.keys().concurrency()),
            column(admitted, job -> job.keys().uniqueness()),
            column(admitted, job -> job.keys().group()),
            column(admitted, job -> Boolean.toString(job.keys().untilDone())));
    groups.endThoseThatAreOver();
    return added;
  }

  private record Added(int place, Lease lease) {
    static Added of(Row row) throws SQLException {
      return new Added(
          row.integer("place") - 1, new Lease(row.number("job_id"), row.number("job_fence")));
    }
  }

  /** Those that wait and those that workers take, in one statement. */
  private int addAll(Intake intake, List<Intake.Offer> offers) {
    List<JobData> all = new ArrayList<>(offers.stream().map(Intake.Offer::job).toList());
    List<JobData> keyed = new ArrayList<>();
    intake.waiting().forEach(job -> (mayBeLeftOut(job) ? keyed : all).add(job));
    int inserted = keyed.isEmpty() ? 0 : insertKeyed(keyed);
    List<String> workers = new ArrayList<>(Collections.nCopies(all.size(), ""));
    List<String> untils = new ArrayList<>(workers);
    for (int i = 0; i < offers.size(); i++) {
      workers.set(i, offers.get(i).taker().holder().worker());
      untils.set(i, until(offers.get(i)).toString());
    }
    List<Added> added =
        sql.list(
            JobStatements.ADD_ALL,
            Added::of,
            column(all, JobData::type),
            column(all, JobData::queue),
            column(all, JobData::payload),
            column(all, job -> job.runAt().isAfter(now) ? job.runAt().toString() : ""),
            column(all, job -> job.keys().ordering()),
            column(all, job -> job.keys().concurrency()),
            workers,
            untils,
            now);
    added.forEach(row -> held(intake, offers.get(row.place()), row.lease()));
    intake.decline();
    return inserted + all.size();
  }

  /** H2 runs in this process: a statement costs no round trip. */
  private void hold(Intake intake, Intake.Offer offer) {
    JobData job = offer.job();
    Optional<String> line = key(job.keys().ordering());
    QueueRule rule = JpaQueueRules.of(sql, job.queue());
    if (rule.paused()
        || rule.limits()
        || line.isPresent() && sql.exists(JobStatements.LIVES, line)) {
      return;
    }
    sql.first(
            JobStatements.HOLD,
            row -> new Lease(row.number("id"), row.number("fence")),
            job.type(),
            job.queue(),
            job.payload(),
            runAt(job),
            now,
            line,
            line,
            key(job.keys().concurrency()),
            until(offer),
            offer.taker().holder().worker())
        .ifPresent(lease -> held(intake, offer, lease));
  }

  private void held(Intake intake, Intake.Offer offer, Lease lease) {
    JobData job = offer.job();
    JobData stored = new JobData(job.type(), job.queue(), job.payload(), runAt(job), job.keys());
    intake.held(offer, new ClaimedJob(lease, stored, 1, 0, now));
  }

  private Instant until(Intake.Offer offer) {
    ClaimRequest.Holder holder = offer.taker().holder();
    return now.plus(holder.lease());
  }

  private Instant runAt(JobData job) {
    return job.runAt().isAfter(now) ? job.runAt() : now;
  }

  private static Optional<String> key(String key) {
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }

  private static <T> List<String> column(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toList();
  }
}
