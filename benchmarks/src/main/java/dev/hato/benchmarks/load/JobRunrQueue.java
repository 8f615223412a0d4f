package dev.hato.benchmarks.load;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/** JobRunr with 64 workers and the shortest poll that it allows, 5 s. */
final class JobRunrQueue implements PeerQueue {
  private static final int WORKERS = 64;

  private final HikariDataSource pool = new HikariDataSource();
  private final Sink sink = new Sink();
  private final StorageProvider storage;
  private final JobScheduler scheduler;
  private final BackgroundJobServer server;

  /** What the jobs call. */
  public static final class Sink {
    private volatile CountDownLatch left = new CountDownLatch(0);

    /** The job. */
    public void take() {
      left.countDown();
    }
  }

  JobRunrQueue(String url) {
    pool.setJdbcUrl(url);
    pool.setUsername("postgres");
    pool.setPassword("postgres");
    pool.setMaximumPoolSize(20);
    storage = new PostgresStorageProvider(pool);
    JobActivator activator =
        new JobActivator() {
          @Override
          public <T> T activateJob(Class<T> type) {
            return type.cast(sink);
          }
        };
    JobRunr.configure()
        .useJsonMapper(new Jackson3JsonMapper())
        .useStorageProvider(storage)
        .useJobActivator(activator)
        .useBackgroundJobServer(
            BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andWorkerCount(WORKERS)
                .andPollInterval(Duration.ofSeconds(5)),
            false)
        .initialize();
    scheduler = new JobScheduler(storage);
    server = JobRunr.getBackgroundJobServer();
  }

  @Override
  public void fill(int jobs) {
    scheduler.<Sink, Integer>enqueue(
        IntStream.range(0, jobs).boxed(), (sink, number) -> sink.take());
  }

  @Override
  public void drain(int jobs) throws InterruptedException {
    sink.left = new CountDownLatch(jobs);
    server.start();
    sink.left.await();
  }

  @Override
  public void close() {
    JobRunr.destroy();
    pool.close();
  }
}
