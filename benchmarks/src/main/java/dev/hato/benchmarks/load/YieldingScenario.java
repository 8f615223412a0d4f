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
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A reader asks 50 times in a second while 20,000 jobs delete posts with all that hangs on them:
 * how slow is the reader when the queue takes what it can, and when it yields? Several times, each
 * beside the reader alone. {@code jobs=N}, {@code concurrency=N}, {@code floor=N}, {@code likes=N}
 * of each post, {@code rounds=N}, {@code plot=FILE} of the last, {@code warm-up=N} (small rounds
 * before, or what is measured is the JVM's compiler, which takes a processor), {@code
 * vacuum=default} for the long strides in which PostgreSQL vacuums by itself. Beside it stands what
 * the reader has while one thread does nothing but turn: less no queue can ask of two processors
 * that keeps one of them busy.
 */
final class YieldingScenario {
  record Post(int id) {}

  private static final JobType<Post> DELETE = JobType.of("delete", "purge", Post.class);

  /** The reader may take so many times what it takes on the idle system. */
  private static final double TARGET = 1.2;

  /** The warm-up does what is measured, in parts of this many: often is worth more than long. */
  private static final int WARM_UP_PART = 4;

  /** As much vacuum in a second as by default (200 every 2 ms), in steps of a quarter. */
  private static final Map<String, String> SHORT_STRIDES =
      Map.of("autovacuum_vacuum_cost_limit", "50", "autovacuum_vacuum_cost_delay", "0.5ms");

  private final Options options;
  private final Database database;
  private final PostTables tables;
  private final SteadyReader reader;
  private final int concurrency;

  private YieldingScenario(
      Options options, Database database, PostTables tables, SteadyReader reader) {
    this.options = options;
    this.database = database;
    this.tables = tables;
    this.reader = reader;
    this.concurrency = options.number("concurrency", 8);
  }

  /**
   * What was seen while the queue ran; times since its begin.
   *
   * @param stolenSeconds what the host took meanwhile: a reader who waits for a processor may wait
   *     for that
   */
  record Phase(
      String name,
      double seconds,
      List<SteadyReader.Sample> reads,
      List<Level> levels,
      double stolenSeconds) {
    Latencies latencies() {
      return Latencies.of(reads.stream().mapToLong(SteadyReader.Sample::nanos).toArray());
    }

    double meanMillis() {
      return reads.stream().mapToLong(SteadyReader.Sample::nanos).average().orElseThrow() / 1e6;
    }

    @Override
    public String toString() {
      return "yielding %-12s %5.1f s, %5d reads: %s; the host took %.2f s"
          .formatted(name + ":", seconds, reads.size(), latencies(), stolenSeconds);
    }
  }

  /** So many jobs may run from then on. */
  record Level(double atSecond, int jobs) {}

  static void run(Options options) throws IOException {
    try (Folders folders = Folders.create();
        Postgres postgres =
            Postgres.start(
                folders.root(),
                options.values().getOrDefault("vacuum", "").equals("default")
                    ? Map.of()
                    : SHORT_STRIDES)) {
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
    int jobs = options.number("jobs", 20_000);
    for (int round = options.number("warm-up", 20); round > 0; round--) {
      round(jobs / WARM_UP_PART, 1);
    }
    round(jobs, 1);
    round(jobs, 1);
    rest("warm-up", 5);
    tell(besideBusyThread());
    List<Round> rounds = new ArrayList<>();
    for (int round = options.number("rounds", 6); round > 0; round--) {
      Round measured = round(jobs, 10);
      tell(measured.idle());
      tell(measured.yielding());
      tell(measured.unthrottled());
      rounds.add(measured);
    }
    tell(rounds);
    String plot = options.values().getOrDefault("plot", "");
    if (!plot.isEmpty()) {
      Round last = rounds.getLast();
      YieldingPlot drawn = new YieldingPlot(last.idle(), last.unthrottled(), last.yielding());
      Files.writeString(Path.of(plot), drawn.svg());
    }
  }

  /** The reader alone, beside the yielding queue, and beside one that does not yield. */
  private record Round(Phase idle, Phase yielding, Phase unthrottled) {}

  private Round round(int jobs, int restSeconds) throws SQLException, InterruptedException {
    fill(jobs);
    rest("again", 2);
    Phase idle = rest("idle", restSeconds);
    Phase yielding = purge("yielding", jobs, idle.meanMillis() * TARGET);
    fill(jobs);
    rest("again", 2);
    return new Round(idle, yielding, purge("unthrottled", jobs, Double.NaN));
  }

  private void fill(int jobs) throws SQLException {
    tables.fill(jobs, options.number("likes", 40));
  }

  private static void tell(List<Round> rounds) {
    Phase idle = together(rounds, Round::idle);
    Phase yielding = together(rounds, Round::yielding);
    Phase unthrottled = together(rounds, Round::unthrottled);
    System.out.printf("together%n%s%n%s%n%s%n", idle, yielding, unthrottled);
    double p95 = idle.latencies().millis(.95);
    double p99 = idle.latencies().millis(.99);
    System.out.printf(
        "yielding: p95 of the reader %.2f times that of idle, p99 %.2f times;"
            + " unthrottled %.2f and %.2f times; the queue takes %.2f times as long%n",
        yielding.latencies().millis(.95) / p95,
        yielding.latencies().millis(.99) / p99,
        unthrottled.latencies().millis(.95) / p95,
        unthrottled.latencies().millis(.99) / p99,
        yielding.seconds() / unthrottled.seconds());
  }

  /** The reads of all rounds as those of one. */
  private static Phase together(List<Round> rounds, Function<Round, Phase> which) {
    List<Phase> phases = rounds.stream().map(which).toList();
    return new Phase(
        phases.getFirst().name(),
        phases.stream().mapToDouble(Phase::seconds).sum(),
        phases.stream().flatMap(phase -> phase.reads().stream()).toList(),
        List.of(),
        phases.stream().mapToDouble(Phase::stolenSeconds).sum());
  }

  private static void tell(Phase phase) {
    System.out.println(phase);
  }

  private Phase rest(String name, int seconds) {
    double stolen = Proc.stolenSeconds();
    long begin = reader.begin();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    return phase(name, begin, List.of(), stolen);
  }

  private Phase phase(String name, long begin, List<Level> levels, double stolenBefore) {
    return new Phase(
        name,
        (System.nanoTime() - begin) / 1e9,
        reader.end(),
        List.copyOf(levels),
        Proc.stolenSeconds() - stolenBefore);
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
  private Phase purge(String name, int jobs, double target) throws InterruptedException {
    JobStoreQueue queue = new JobStoreQueue(database.jobs());
    for (int first = 0; first < jobs; first += 500) {
      queue.enqueueAll(
          IntStream.range(first, Math.min(jobs, first + 500))
              .mapToObj(i -> Job.of(DELETE, new Post(i)))
              .toList());
    }
    CountDownLatch left = new CountDownLatch(jobs);
    List<Level> levels = new ArrayList<>();
    double stolen = Proc.stolenSeconds();
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
    return phase(name, begin, levels, stolen);
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
    int floor = options.number("floor", 1);
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
