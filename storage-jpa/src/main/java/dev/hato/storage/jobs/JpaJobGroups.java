package dev.hato.storage.jobs;

import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobGroups;
import dev.hato.storage.kernel.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The table of groups. */
final class JpaJobGroups implements JobGroups {
  private static final String FIRST =
      "insert into job_groups (name) values (?) on conflict do nothing";
  private static final String GROW =
      "update job_groups set total = total + ? where name = ? and not cancelled";
  private static final String COUNT =
      "update job_groups set done = done + ?, failed = failed + ? where name = ?";
  private static final String END =
      """
      update jobs set run_at = ?, group_key = null
      where group_key = ? and run_at = ? and lease_until is null and exists (
        select 1 from job_groups g where g.name = ? and g.done + g.failed >= g.total)""";
  private static final String CANCEL =
      "update job_groups set cancelled = true where name = ? and not cancelled";
  private static final String REMOVE =
      "delete from jobs where group_key = ? and lease_until is null and run_at ";

  private final JobTables tables;

  JpaJobGroups(JobTables tables) {
    this.tables = tables;
  }

  /** The changes of one transaction to groups, in the order of their names. */
  static final class Counts {
    private final Sql sql;
    private final Instant now;
    private final Set<String> touched = new TreeSet<>();

    Counts(Sql sql, Instant now) {
      this.sql = sql;
      this.now = now;
    }

    /** Counts new jobs in their groups and gives those whose group was not cancelled. */
    List<JobData> admitted(List<JobData> jobs) {
      Map<String, Long> members = new TreeMap<>();
      for (JobData job : jobs) {
        if (!job.keys().group().isEmpty()) {
          members.merge(job.keys().group(), job.runAt().equals(AT_THE_END) ? 0L : 1L, Long::sum);
        }
      }
      Set<String> cancelled = new HashSet<>();
      members.forEach(
          (name, count) -> {
            int added = sql.update(FIRST, name);
            if (added + sql.update(GROW, count, name) == 0) {
              cancelled.add(name);
            }
          });
      touched.addAll(members.keySet());
      return jobs.stream().filter(job -> !cancelled.contains(job.keys().group())).toList();
    }

    /** Counts jobs that are done or dead. */
    void gone(List<String> names, boolean done) {
      Map<String, Long> members = new TreeMap<>();
      names.forEach(name -> members.merge(name, 1L, Long::sum));
      members.forEach(
          (name, count) -> {
            int unused = sql.update(COUNT, done ? count : 0L, done ? 0L : count, name);
          });
      touched.addAll(members.keySet());
      endThoseThatAreOver();
    }

    /** A dead job waits again. */
    void revived(String name) {
      int unused = sql.update(COUNT, 0L, -1L, name);
    }

    /** Lets the last job of each touched group run when the others are done or dead. */
    void endThoseThatAreOver() {
      for (String name : touched) {
        int unused = sql.update(END, now, name, AT_THE_END, name);
      }
    }
  }

  @Override
  public Optional<Progress> progress(String name) {
    return tables.read(
        sql ->
            sql.first(
                "select total, done, failed, cancelled from job_groups where name = ?",
                row ->
                    new Progress(
                        row.number("total"),
                        row.number("done"),
                        row.number("failed"),
                        row.flag("cancelled")),
                name));
  }

  @Override
  public int cancel(String name) {
    return tables.write(
        sql -> {
          if (sql.update(CANCEL, name) == 0) {
            return 0;
          }
          int last = sql.update(REMOVE + "= ?", name, AT_THE_END);
          int members = sql.update(REMOVE + "<> ?", name, AT_THE_END);
          int unused =
              sql.update(
                  "update job_groups set total = total - ? where name = ?", (long) members, name);
          return last + members;
        });
  }

  @Override
  public void forget(String name) {
    int unused = tables.write(sql -> sql.update("delete from job_groups where name = ?", name));
  }

  /** The groups of jobs that have one. */
  static List<String> names(List<Optional<String>> keys) {
    List<String> names = new ArrayList<>();
    keys.forEach(key -> key.ifPresent(names::add));
    return names;
  }
}
