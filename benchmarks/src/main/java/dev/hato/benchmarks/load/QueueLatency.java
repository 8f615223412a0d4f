package dev.hato.benchmarks.load;

import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.Worker;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes on an idle system from the commit of a job to its handler: one job at a time,
 * with pauses in which a worker falls back to its rarest looks.
 */
final class QueueLatency {
  private final SynchronousQueue<Long> started = new SynchronousQueue<>();
  private final int singles;

  private QueueLatency(int singles) {
    this.singles = singles;
  }

  static void run(String url, int singles) throws Exception {
    QueueLatency latency = new QueueLatency(singles);
    latency.measure("its own process", url, true, true);
    latency.measure("another process, told by notification", url, false, true);
    latency.measure("another process, found by polling", url, false, false);
  }

  private void measure(String of, String url, boolean own, boolean told) throws Exception {
    Optional<String> listen = told ? Optional.of(url) : Optional.empty();
    DatabaseConfig config = HatoQueue.config(url).withListenUrl(listen);
    try (Database database = Database.open(config, InstantSource.system(), HatoQueue.JOBS);
        Database other = HatoQueue.open(url);
        Worker worker =
            Worker.newBuilder(database.jobs())
                .queue("default", 8)
                .handler(
                    HatoQueue.TASK,
                    (task, context) -> {
                      started.put(System.nanoTime());
                      return JobOutcome.done();
                    })
                .build()) {
      worker.start();
      if (told) {
        Waiting.until("others are heard", 10, 0.05, database.jobs()::hearsOthers);
      }
      JobQueue queue = new JobStoreQueue((own ? database : other).jobs());
      long[] nanos = new long[singles];
      for (int i = -10; i < singles; i++) { // the first ones warm up
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150 + (i + 10) * 61 % 250));
        queue.enqueue(HatoQueue.TASK, new HatoQueue.Task(i));
        long committed = System.nanoTime();
        Long start = started.poll(10, TimeUnit.SECONDS);
        if (start == null) {
          throw new IOException("a job did not start within 10 s");
        }
        if (i >= 0) {
          nanos[i] = Math.max(0, start - committed);
        }
      }
      System.out.printf(
          "queue latency, %d jobs of %s: from commit to handler %s%n",
          singles, of, Latencies.of(nanos));
    }
  }
}
