package dev.hato.benchmarks.load;

import java.io.IOException;
import java.util.List;

/**
 * Jobs that do nothing, on PostgreSQL with fsync: how many are added and run in a second, by Hato
 * and by others one after the other, and how long it takes on an idle system from the commit to the
 * handler. {@code jobs=N} for the fast ones (the slow ones get fewer), {@code only=NAME,NAME},
 * {@code rounds=N}; {@code backlog=N} measures at that depth of the queue instead. Those of Node
 * come from {@code interop}, where {@code npm ci} installs them; BullMQ needs a redis-server.
 */
final class QueueScenario {
  private interface Opening {
    PeerQueue open(String url) throws Exception;
  }

  /** What is measured, and one of how many jobs it gets. */
  private record Peer(String name, int share, Opening opening) {}

  private static final List<Peer> PEERS =
      List.of(
          new Peer("raw", 1, RawQueue::ofPayloads),
          new Peer("raw-same-rows", 1, RawQueue::ofJobs),
          new Peer("hato", 1, url -> new HatoQueue(url, 1, 8)),
          new Peer("hato-1-process", 1, url -> new HatoProcesses(url, 1)),
          new Peer("hato-4-processes", 1, url -> new HatoProcesses(url, 4)),
          new Peer("graphile-worker", 2, ProcessQueue::graphile),
          new Peer("db-scheduler", 10, DbSchedulerQueue::new),
          new Peer("jobrunr", 40, JobRunrQueue::new));

  private QueueScenario() {}

  static void run(Options options) throws IOException {
    List<String> only =
        List.of(options.values().getOrDefault("only", "").split(",")).stream()
            .filter(name -> !name.isEmpty())
            .toList();
    try (Folders folders = Folders.create();
        Postgres postgres = Postgres.start(folders.root())) {
      int backlog = options.number("backlog", 0);
      if (backlog > 0) {
        Backlog.run(postgres, backlog, options);
        return;
      }
      for (Peer peer : PEERS) {
        if (only.isEmpty() || only.contains(peer.name())) {
          measure(peer, postgres, options);
        }
      }
      if (only.isEmpty() || only.contains("bullmq")) {
        measure(
            new Peer("bullmq", 4, url -> ProcessQueue.bullmq(folders.root())), postgres, options);
      }
      if (only.isEmpty() || only.contains("latency")) {
        QueueLatency.run(postgres.database("latency"), options.number("singles", 100));
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
        double ownBefore = Proc.ownCpuSeconds();
        long begin = System.nanoTime();
        queue.fill(jobs);
        long filled = System.nanoTime();
        double between = postgres.cpuSeconds();
        double ownBetween = Proc.ownCpuSeconds();
        queue.drain(jobs);
        long drained = System.nanoTime();
        System.out.printf(
            "queue %-15s %7d jobs: added %,8.0f/s, run %,8.0f/s; CPU of the database %.1f + %.1f"
                + " us, of the process %.1f + %.1f us each%n",
            peer.name(),
            jobs,
            jobs * 1e9 / (filled - begin),
            jobs * 1e9 / (drained - filled),
            (between - before) * 1e6 / jobs,
            (postgres.cpuSeconds() - between) * 1e6 / jobs,
            (ownBetween - ownBefore) * 1e6 / jobs,
            (Proc.ownCpuSeconds() - ownBetween) * 1e6 / jobs);
      }
    }
  }
}
