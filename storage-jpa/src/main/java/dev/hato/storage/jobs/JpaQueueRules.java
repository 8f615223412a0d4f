package dev.hato.storage.jobs;

import dev.hato.jobs.spi.QueueRule;
import dev.hato.jobs.spi.QueueRules;
import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/** The table of rules for queues. */
final class JpaQueueRules implements QueueRules {
  private static final String ALL =
      "select queue, paused, most_running, most_per_key from job_queues";
  private static final String FIRST =
      "insert into job_queues (queue) values (?) on conflict do nothing";
  private static final String CHANGE =
      "update job_queues set paused = ?, most_running = ?, most_per_key = ? where queue = ?";

  private final JobTables tables;

  JpaQueueRules(JobTables tables) {
    this.tables = tables;
  }

  /** The rule of a queue. */
  static QueueRule of(Sql sql, String queue) {
    return sql.first(ALL + " where queue = ?", JpaQueueRules::rule, queue)
        .orElse(QueueRule.none(queue));
  }

  /** The same, and no other transaction reads it so until this one ends. */
  static QueueRule lock(Sql sql, String queue) {
    return sql.first(ALL + " where queue = ? for update", JpaQueueRules::rule, queue)
        .orElse(QueueRule.none(queue));
  }

  private static QueueRule rule(Row row) throws SQLException {
    return new QueueRule(
        row.text("queue"),
        row.flag("paused"),
        row.integer("most_running"),
        row.integer("most_per_key"));
  }

  @Override
  public void pause(String queue) {
    change(queue, rule -> rule.withPaused(true));
  }

  @Override
  public void resume(String queue) {
    change(queue, rule -> rule.withPaused(false));
    tables.signals().announce(List.of(queue));
  }

  @Override
  public void limit(String queue, int running, int perKey) {
    change(queue, rule -> rule.withLimits(running, perKey));
    tables.signals().announce(List.of(queue));
  }

  private void change(String queue, UnaryOperator<QueueRule> change) {
    int unused =
        tables.write(
            sql -> {
              int added = sql.update(FIRST, queue);
              QueueRule rule = change.apply(lock(sql, queue));
              return added
                  + sql.update(CHANGE, rule.paused(), rule.running(), rule.perKey(), queue);
            });
  }

  @Override
  public List<QueueRule> list() {
    return tables.read(sql -> sql.list(ALL + " order by queue", JpaQueueRules::rule));
  }
}
