package dev.hato.storage.jobs;

import dev.hato.jobs.spi.QueueRates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of what workers told of their pace: a row for each worker and queue. */
final class JpaQueueRates implements QueueRates {
  private static final String FORGET = "delete from job_rates where worker = ? or measured_at < ?";
  private static final String TELL =
      "insert into job_rates (worker, queue, per_second, measured_at) values (?, ?, ?, ?)";
  private static final String SUM =
      "select queue, sum(per_second) as pace from job_rates where measured_at > ? group by queue";

  private final JobTables tables;

  JpaQueueRates(JobTables tables) {
    this.tables = tables;
  }

  @Override
  public void report(String worker, Map<String, Double> perSecond) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    perSecond.forEach(
        (queue, pace) -> rows.add(new @Nullable Object[] {worker, queue, pace, tables.now()}));
    int unused =
        tables.write(
            sql ->
                sql.update(FORGET, worker, tables.now().minus(VALID)) + sql.updateAll(TELL, rows));
  }

  @Override
  public Map<String, Double> perSecond() {
    Map<String, Double> sums = new HashMap<>();
    tables
        .read(
            sql ->
                sql.list(
                    SUM,
                    row -> Map.entry(row.text("queue"), row.decimal("pace")),
                    tables.now().minus(VALID)))
        .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
    return sums;
  }
}
