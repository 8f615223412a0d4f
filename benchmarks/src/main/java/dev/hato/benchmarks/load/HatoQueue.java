package dev.hato.benchmarks.load;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.Worker;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.Migrations.SchemaSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Hato's queue without the rest of Hato: the job tables, and one worker or several. */
final class HatoQueue implements PeerQueue {
  record Task(int number) {}

  static final JobType<Task> TASK = JobType.of("task", "default", Task.class);
  static final Set<SchemaSet> JOBS = EnumSet.of(SchemaSet.JOBS);
  private static final int BATCH = 500;

  private final List<Database> databases = new ArrayList<>();
  private final int concurrency;

  /**
   * @param workers how many workers, each with a database pool of its own as another process has
   */
  HatoQueue(String url, int workers, int concurrency) {
    this.concurrency = concurrency;
    for (int i = 0; i < workers; i++) {
      databases.add(open(url));
    }
  }

  static DatabaseConfig config(String url) {
    return DatabaseConfig.of(url, "postgres", "postgres");
  }

  static Database open(String url) {
    return Database.open(config(url), InstantSource.system(), JOBS);
  }

  /** Jobs that do nothing, numbered. */
  static List<Job<Task>> tasks(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(number -> Job.of(TASK, new Task(number)))
        .toList();
  }

  /** A worker for them that is not started, with {@code each} called for each. */
  static Worker worker(Database database, int concurrency, Runnable each) {
    return Worker.newBuilder(database.jobs())
        .queue("default", concurrency)
        .handler(
            TASK,
            (task, context) -> {
              each.run();
              return JobOutcome.done();
            })
        .build();
  }

  @Override
  public void fill(int jobs) {
    JobQueue queue = new JobStoreQueue(databases.getFirst().jobs());
    for (int first = 0; first < jobs; first += BATCH) {
      queue.enqueueAll(tasks(first, Math.min(jobs - first, BATCH)));
    }
  }

  @Override
  public void drain(int jobs) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(jobs);
    List<Worker> workers = new ArrayList<>();
    for (Database database : databases) {
      workers.add(worker(database, concurrency, left::countDown));
    }
    workers.forEach(Worker::start);
    if (!left.await(10, TimeUnit.MINUTES)) {
      throw new IllegalStateException(left.getCount() + " jobs have not run");
    }
    workers.forEach(Worker::close);
    if (!databases.getFirst().jobs().stats().isEmpty()) {
      throw new IllegalStateException("jobs are left: " + databases.getFirst().jobs().stats());
    }
  }

  @Override
  public void close() {
    databases.forEach(Database::close);
  }
}
