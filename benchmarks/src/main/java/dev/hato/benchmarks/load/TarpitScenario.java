package dev.hato.benchmarks.load;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.Worker;
import dev.hato.storage.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Jobs of 200 keys that take 20 ms each, without and with one more key whose jobs hang: how long
 * after its commit each good one is done. {@code keys=N}, {@code seconds=N}, {@code rate=N} good
 * jobs in a second; the hanging key gets one job for each four of the others.
 */
final class TarpitScenario {
  /** A job of a key; {@code nanos} is when it was enqueued. */
  record Visit(String key, long nanos) {}

  private static final JobType<Visit> VISIT =
      JobType.of("visit", "deliver", Visit.class).withTimeout(Duration.ofSeconds(10));
  private static final String TARPIT = "tarpit";
  private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private TarpitScenario() {}

  static void run(Options options) throws IOException {
    try (Folders folders = Folders.create();
        Postgres postgres = Postgres.start(folders.root())) {
      measure(postgres.database("warm_up"), options, true);
      Latencies without = measure(postgres.database("without_it"), options, false);
      Latencies with = measure(postgres.database("with_it"), options, true);
      System.out.printf("tarpit: from commit to end without it: %s%n", without);
      System.out.printf("tarpit: from commit to end with it:    %s%n", with);
      System.out.printf(
          "tarpit: p95 with it is %.2f times that without it%n",
          with.millis(.95) / without.millis(.95));
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private static Latencies measure(String url, Options options, boolean tarpit)
      throws InterruptedException {
    int good = options.number("rate", 400) * options.number("seconds", 15);
    Queue<Long> taken = new ConcurrentLinkedQueue<>();
    CountDownLatch left = new CountDownLatch(good);
    CountDownLatch never = new CountDownLatch(1);
    try (Database database = HatoQueue.open(url);
        Worker worker =
            Worker.newBuilder(database.jobs())
                .queue(VISIT.queue(), 64, 4)
                .handler(
                    VISIT,
                    (visit, context) -> {
                      if (visit.key().equals(TARPIT)) {
                        never.await();
                      }
                      LockSupport.parkNanos(WORK_NANOS);
                      taken.add(System.nanoTime() - visit.nanos());
                      left.countDown();
                      return JobOutcome.done();
                    })
                .build()) {
      worker.start();
      enqueue(database, options, good, tarpit);
      if (!left.await(2, TimeUnit.MINUTES)) {
        throw new IllegalStateException(left.getCount() + " good jobs did not run");
      }
      worker.drain(Duration.ofMillis(10));
    }
    return Latencies.of(taken.stream().mapToLong(Long::longValue).toArray());
  }

  /** Twenty times a second what comes in that time. */
  private static void enqueue(Database database, Options options, int good, boolean tarpit) {
    JobStoreQueue queue = new JobStoreQueue(database.jobs());
    int keys = options.number("keys", 200);
    int batch = options.number("rate", 400) / 20;
    long next = System.nanoTime();
    for (int first = 0; first < good; first += batch) {
      LockSupport.parkNanos(next - System.nanoTime());
      next += TimeUnit.MILLISECONDS.toNanos(50);
      List<Job<Visit>> jobs = new ArrayList<>();
      for (int i = first; i < Math.min(good, first + batch); i++) {
        jobs.add(job("host " + i % keys));
        if (tarpit && i % 4 == 0) {
          jobs.add(job(TARPIT));
        }
      }
      queue.enqueueAll(jobs);
    }
  }

  private static Job<Visit> job(String key) {
    return Job.of(VISIT, new Visit(key, System.nanoTime())).concurrencyKey(key);
  }
}
