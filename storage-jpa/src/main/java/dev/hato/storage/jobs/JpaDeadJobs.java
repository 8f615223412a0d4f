package dev.hato.storage.jobs;

import dev.hato.jobs.spi.DeadJob;
import dev.hato.jobs.spi.DeadJobs;
import dev.hato.storage.kernel.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The table of dead jobs. */
final class JpaDeadJobs implements DeadJobs {
  private static final String ALL =
      "select id, " + JobStatements.DATA + ", attempts, error, died_at from dead_jobs";

  private final JobTables tables;

  JpaDeadJobs(JobTables tables) {
    this.tables = tables;
  }

  @Override
  public List<DeadJob> list(String queue, int limit) {
    String query = ALL + " where queue = ? order by died_at desc, id desc limit ?";
    return tables.read(sql -> sql.list(query, JobRows::dead, queue, limit));
  }

  @Override
  public boolean revive(long id) {
    List<String> queues = tables.write(sql -> revive(sql, id));
    tables.signals().announce(queues);
    return !queues.isEmpty();
  }

  /** The queue of the job, or nothing when it stays dead. */
  private List<String> revive(Sql sql, long id) {
    if (sql.update(JobStatements.REVIVE, tables.now(), id) == 0) {
      return List.of();
    }
    List<String> queue =
        sql.list("select queue from dead_jobs where id = ?", row -> row.text("queue"), id);
    sql.first(
            "select group_key from dead_jobs where id = ?",
            row -> row.optionalText("group_key"),
            id)
        .flatMap(group -> group)
        .ifPresent(new JpaJobGroups.Counts(sql, tables.now())::revived);
    sql.update("delete from dead_jobs where id = ?", id);
    return queue;
  }

  @Override
  public boolean discard(long id) {
    return tables.write(sql -> sql.update("delete from dead_jobs where id = ?", id)) == 1;
  }

  @Override
  public int purge(Duration age) {
    Instant before = tables.now().minus(age);
    return tables.write(sql -> sql.update("delete from dead_jobs where died_at < ?", before));
  }
}
