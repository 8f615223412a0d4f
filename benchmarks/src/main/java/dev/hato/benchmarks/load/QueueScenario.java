package dev.hato.benchmarks.load;

import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.Worker;
import dev.hato.storage.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Jobs that do nothing, on PostgreSQL with fsync: how many are added and run in a second, by Hato
 * and by others one after the other, and how long it takes on an idle system from the commit to the
 * handler. {@code jobs=N} for the fast ones (the slow ones get fewer), {@code only=NAME}, {@code
 * rounds=N}.
 */
final class QueueScenario {
  private interface Opening {
    PeerQueue open(String url) throws Exception;
  }

  /** What is measured, and one of how many jobs it gets. */
  private record Peer(String name, int share, Opening opening) {}

  private static final List<Peer> PEERS =
      List.of(
          new Peer("raw", 1, RawQueue::new),
          new Peer("hato", 1, url -> new HatoQueue(url, 1, 8)),
          new Peer("hato-4-workers", 1, url -> new HatoQueue(url, 4, 8)),
          new Peer("db-scheduler", 10, DbSchedulerQueue::new),
          new Peer("jobrunr", 40, JobRunrQueue::new));

  private QueueScenario() {}

  static void run(Options options) throws IOException {
    String only = options.values().getOrDefault("only", "");
    try (Folders folders = Folders.create();
        Postgres postgres = Postgres.start(folders.root())) {
      for (Peer peer : PEERS) {
        if (only.isEmpty() || only.equals(peer.name())) {
          measure(peer, postgres, options);
        }
      }
      if (only.isEmpty() || only.equals("latency")) {
        latency(postgres.database("latency"), options.number("singles", 300));
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("a queue failed", e);
    }
  }

  private static void measure(Peer peer, Postgres postgres, Options options) throws Exception {
    int jobs = Math.max(1, options.number("jobs", 200_000) / peer.share());
    String url = postgres.database(peer.name().replace('-', '_'));
    try (PeerQueue queue = peer.opening().open(url)) {
      queue.fill(jobs / 4);
      queue.drain(jobs / 4);
      for (int round = 0; round < options.number("rounds", 2); round++) {
        double before = postgres.cpuSeconds();
        long begin = System.nanoTime();
        queue.fill(jobs);
        long filled = System.nanoTime();
        double between = postgres.cpuSeconds();
        queue.drain(jobs);
        long drained = System.nanoTime();
        System.out.printf(
            "queue %-15s %7d jobs: added %,8.0f/s, run %,8.0f/s; database CPU %.1f + %.1f us each%n",
            peer.name(),
            jobs,
            jobs * 1e9 / (filled - begin),
            jobs * 1e9 / (drained - filled),
            (between - before) * 1e6 / jobs,
            (postgres.cpuSeconds() - between) * 1e6 / jobs);
      }
    }
  }

  /** One job at a time, with a pause: of the worker's own process, and of another one. */
  private static void latency(String url, int singles) throws InterruptedException {
    try (Database own = HatoQueue.open(url);
        Database other = HatoQueue.open(url)) {
      SynchronousQueue<Long> started = new SynchronousQueue<>();
      try (Worker worker =
          Worker.newBuilder(own.jobs())
              .queue("default", 8)
              .handler(
                  HatoQueue.TASK,
                  (task, context) -> {
                    started.put(System.nanoTime());
                    return JobOutcome.done();
                  })
              .build()) {
        worker.start();
        Map<String, Database> sources = Map.of("own process", own, "other process", other);
        for (Map.Entry<String, Database> source : sources.entrySet()) {
          JobQueue queue = new JobStoreQueue(source.getValue().jobs());
          List<Long> nanos = new ArrayList<>();
          for (int i = 0; i < singles; i++) {
            queue.enqueue(HatoQueue.TASK, new HatoQueue.Task(i));
            long committed = System.nanoTime();
            Long start = started.poll(10, TimeUnit.SECONDS);
            if (start == null) {
              throw new IllegalStateException("a job did not start within 10 s");
            }
            nanos.add(Math.max(0, start - committed));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20 + i % 37));
          }
          System.out.printf(
              "queue latency, job of %s: from commit to handler %s%n",
              source.getKey(), Latencies.of(nanos.stream().mapToLong(Long::longValue).toArray()));
        }
      }
    }
  }
}
