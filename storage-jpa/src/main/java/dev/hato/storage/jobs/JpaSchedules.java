package dev.hato.storage.jobs;

import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.ScheduleStore;
import dev.hato.storage.kernel.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables of leaders and of recurring jobs. */
final class JpaSchedules implements ScheduleStore {
  private static final String RENEW =
      "update job_leaders set owner = ?, lease_until = ?"
          + " where role = ? and (owner = ? or lease_until <= ?)";
  private static final String FIRST =
      "insert into job_leaders (role, owner, lease_until) values (?, ?, ?) on conflict do nothing";
  private static final String REGISTER =
      "insert into recurring_jobs (name, due_at) values (?, ?) on conflict do nothing";
  private static final String EARLIER =
      "update recurring_jobs set due_at = ? where name = ? and due_at > ?";
  private static final String MOVE =
      "update recurring_jobs set due_at = ? where name = ? and due_at = ?";

  private final JobTables tables;

  JpaSchedules(JobTables tables) {
    this.tables = tables;
  }

  @Override
  public boolean lead(String role, String owner, Duration lease) {
    Instant time = tables.now();
    Instant until = time.plus(lease);
    return tables.write(sql -> sql.update(RENEW, owner, until, role, owner, time)) == 1
        || tables.write(sql -> sql.update(FIRST, role, owner, until)) == 1;
  }

  @Override
  public void resign(String role, String owner) {
    int unused =
        tables.write(
            sql -> sql.update("delete from job_leaders where role = ? and owner = ?", role, owner));
  }

  @Override
  public void register(String name, Instant next) {
    int unused =
        tables.write(
            sql ->
                sql.update(REGISTER, name, next) == 1 ? 1 : sql.update(EARLIER, next, name, next));
  }

  @Override
  public Optional<Instant> due(String name) {
    return tables.read(
        sql ->
            sql.first(
                "select due_at from recurring_jobs where name = ?",
                row -> row.instant("due_at"),
                name));
  }

  @Override
  public boolean fire(String name, Instant due, Instant next, JobData job) {
    boolean fired = tables.write(sql -> fire(sql, name, due, next, job));
    if (fired) {
      tables.signals().announce(List.of(job.queue()));
    }
    return fired;
  }

  private boolean fire(Sql sql, String name, Instant due, Instant next, JobData job) {
    if (sql.update(MOVE, next, name, due) == 0) {
      return false;
    }
    int unused = new JobInserts(sql, tables.dialect(), tables.now()).insert(List.of(job));
    return true;
  }
}
