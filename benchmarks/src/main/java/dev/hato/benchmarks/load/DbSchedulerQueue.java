package dev.hato.benchmarks.load;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** db-scheduler as its readme advises for throughput: lock-and-fetch with ten threads. */
final class DbSchedulerQueue implements PeerQueue {
  private static final int BATCH = 500;
  private static final int THREADS = 10;
  private static final String TABLE =
      """
      create table scheduled_tasks (
        task_name text not null, task_instance text not null, task_data bytea,
        execution_time timestamp with time zone not null, picked boolean not null, picked_by text,
        last_success timestamp with time zone, last_failure timestamp with time zone,
        consecutive_failures int, last_heartbeat timestamp with time zone, version bigint not null,
        priority smallint, primary key (task_name, task_instance));
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)""";

  private final HikariDataSource pool = new HikariDataSource();
  private volatile CountDownLatch left = new CountDownLatch(0);
  private final OneTimeTask<Void> task =
      Tasks.oneTime("task").execute((instance, context) -> left.countDown());
  private int filled;

  DbSchedulerQueue(String url) throws SQLException {
    pool.setJdbcUrl(url);
    pool.setUsername("postgres");
    pool.setPassword("postgres");
    pool.setMaximumPoolSize(THREADS + 4);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
  }

  private Scheduler scheduler() {
    return Scheduler.create(pool, task)
        .threads(THREADS)
        .pollUsingLockAndFetch(0.5, 4.0)
        .pollingInterval(Duration.ofMillis(100))
        .build();
  }

  @Override
  public void fill(int jobs) {
    Scheduler client = scheduler();
    for (int first = 0; first < jobs; first += BATCH) {
      List<TaskInstance<?>> instances =
          IntStream.range(first, Math.min(jobs, first + BATCH))
              .<TaskInstance<?>>mapToObj(i -> task.instance("" + filled++))
              .toList();
      client.scheduleBatch(instances, Instant.now());
    }
  }

  @Override
  public void drain(int jobs) throws InterruptedException {
    left = new CountDownLatch(jobs);
    Scheduler scheduler = scheduler();
    scheduler.start();
    left.await();
    scheduler.stop();
  }

  @Override
  public void close() {
    pool.close();
  }
}
