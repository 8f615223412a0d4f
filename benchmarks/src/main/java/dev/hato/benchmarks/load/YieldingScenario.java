package dev.hato.benchmarks.load;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobListener;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A reader asks 50 times in a second while 20,000 jobs delete posts with all that hangs on them:
 * how slow is the reader when the queue takes what it can, and when it yields? {@code jobs=N},
 * {@code concurrency=N}, {@code floor=N}, {@code likes=N} of each post, {@code plot=FILE}, {@code
 * warm-up=N} (rounds before, or what is measured is the JVM's compiler, which takes a processor).
 * Beside it stands what the reader has while one thread does nothing but turn: less no queue can
 * ask of two processors that keeps one of them busy.
 */
final class YieldingScenario {
  record Post(int id) {}

  private static final JobType<Post> DELETE = JobType.of("delete", "purge", Post.class);

  /** The reader may take so many times what it takes on the idle system. */
  private static final double TARGET = 1.2;

  private final Options options;
  private final Database database;
  private final PostTables tables;
  private final SteadyReader reader;
  private final int concurrency;
  private double stolen;

  private YieldingScenario(
      Options options, Database database, PostTables tables, SteadyReader reader) {
    this.options = options;
    this.database = database;
    this.tables = tables;
    this.reader = reader;
    this.concurrency = options.number("concurrency", 8);
  }

  /** What was seen while the queue ran; times since its begin. */
  record Phase(String name, double seconds, List<SteadyReader.Sample> reads, List<Level> levels) {
    Latencies latencies() {
      return Latencies.of(reads.stream().mapToLong(SteadyReader.Sample::nanos).toArray());
    }

    double meanMillis() {
      return reads.stream().mapToLong(SteadyReader.Sample::nanos).average().orElseThrow() / 1e6;
    }

    @Override
    public String toString() {
      return "yielding %-11s %5.1f s, %5d reads: %s"
          .formatted(name + ":", seconds, reads.size(), latencies());
    }
  }

  /** So many jobs may run from then on. */
  record Level(double atSecond, int jobs) {}

  static void run(Options options) throws IOException {
    try (Folders folders = Folders.create();
        Postgres postgres = Postgres.start(folders.root())) {
      String url = postgres.database("yielding");
      try (PostTables tables = PostTables.create(url);
          SteadyReader reader = new SteadyReader(url, tables.authors());
          Database database = HatoQueue.open(url)) {
        new YieldingScenario(options, database, tables, reader).run();
      }
    } catch (SQLException | InterruptedException e) {
      throw new IOException("the scenario did not end", e);
    }
  }

  private void run() throws IOException, SQLException, InterruptedException {
    for (int round = options.number("warm-up", 4); round > 0; round--) {
      fill();
      purge("warm-up", Double.NaN);
      fill();
      purge("warm-up", rest("warm-up", 5).meanMillis() * TARGET);
    }
    fill();
    rest("warm-up", 5);
    Phase idle = rest("idle", 15);
    tell(idle);
    double target = idle.meanMillis() * TARGET;
    tell(besideBusyThread());
    Phase unthrottled = purge("unthrottled", Double.NaN);
    tell(unthrottled);
    fill();
    rest("again", 5);
    Phase yielding = purge("yielding", target);
    tell(yielding);
    double p99 = idle.latencies().millis(.99);
    System.out.printf(
        "yielding: p99 of the reader %.2f times that of idle, unthrottled %.2f times;"
            + " the queue takes %.2f times as long%n",
        yielding.latencies().millis(.99) / p99,
        unthrottled.latencies().millis(.99) / p99,
        yielding.seconds() / unthrottled.seconds());
    String plot = options.values().getOrDefault("plot", "");
    if (!plot.isEmpty()) {
      Files.writeString(Path.of(plot), new YieldingPlot(idle, unthrottled, yielding).svg());
    }
  }

  private void fill() throws SQLException {
    tables.fill(options.number("jobs", 20_000), options.number("likes", 40));
  }

  /** Also what the host took meanwhile: a reader who waits for a processor may wait for that. */
  private void tell(Phase phase) {
    System.out.printf("%s; the host took %.2f s%n", phase, Proc.stolenSeconds() - stolen);
  }

  private Phase rest(String name, int seconds) {
    stolen = Proc.stolenSeconds();
    long begin = reader.begin();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    return new Phase(name, (System.nanoTime() - begin) / 1e9, reader.end(), List.of());
  }

  /** What the reader can have at best while one processor is busy with anything. */
  private Phase besideBusyThread() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread busy =
        new Thread(
            () -> {
              while (!over.get()) {
                Thread.onSpinWait();
              }
            });
    busy.start();
    try {
      return rest("busy thread", 10);
    } finally {
      over.set(true);
      busy.join();
    }
  }

  /** Runs all jobs; yields when there is a target. */
  private Phase purge(String name, double target) throws InterruptedException {
    int jobs = options.number("jobs", 20_000);
    JobStoreQueue queue = new JobStoreQueue(database.jobs());
    for (int first = 0; first < jobs; first += 500) {
      queue.enqueueAll(
          IntStream.range(first, Math.min(jobs, first + 500))
              .mapToObj(i -> Job.of(DELETE, new Post(i)))
              .toList());
    }
    CountDownLatch left = new CountDownLatch(jobs);
    List<Level> levels = new ArrayList<>();
    stolen = Proc.stolenSeconds();
    long begin = reader.begin();
    levels.add(new Level(0, concurrency));
    WorkerBuilder builder = worker(left);
    if (!Double.isNaN(target)) {
      yieldTo(target, builder, levels, begin);
    }
    try (Worker worker = builder.build()) {
      worker.start();
      if (!left.await(4, TimeUnit.MINUTES)) {
        throw new IllegalStateException(left.getCount() + " posts were not deleted");
      }
    }
    return new Phase(name, (System.nanoTime() - begin) / 1e9, reader.end(), List.copyOf(levels));
  }

  private WorkerBuilder worker(CountDownLatch left) {
    return Worker.newBuilder(database.jobs())
        .queue(DELETE.queue(), concurrency)
        .handler(
            DELETE,
            (post, context) -> {
              tables.delete(post.id());
              left.countDown();
              return JobOutcome.done();
            });
  }

  private void yieldTo(double target, WorkerBuilder builder, List<Level> levels, long begin) {
    int floor = options.number("floor", 2);
    levels.set(0, new Level(0, floor));
    builder
        .yielding(DELETE.queue(), floor, () -> reader.recentMillis() / target)
        .foreground(reader.foreground())
        .listener(
            new JobListener() {
              @Override
              public void yielded(String queue, int jobs) {
                levels.add(new Level((System.nanoTime() - begin) / 1e9, jobs));
              }
            });
  }
}
