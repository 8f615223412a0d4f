package dev.hato.server.cli;

import dev.hato.jobs.spi.QueueStats;
import dev.hato.server.workers.Queues;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows how the queues are: a line each. */
@Command(name = "queues", description = "a line per queue: how much waits, runs, failed")
final class QueuesCommand extends DatabaseCommand {
  private static final String ROW = "%-10s %8d %8d %10d %6d %10.1f";

  QueuesCommand(Console console) {
    super(console);
  }

  @Override
  void run(Work work) {
    Map<String, QueueStats> known = new LinkedHashMap<>();
    for (QueueStats stats : work.database().jobs().stats()) {
      known.put(stats.queue(), stats);
    }
    console()
        .line(
            "%-10s %8s %8s %10s %6s %10s"
                .formatted("queue", "waiting", "running", "scheduled", "dead", "latency s"));
    for (String queue : Queues.with(Map.of()).keySet()) {
      console().line(row(queue, known.remove(queue)));
    }
    known.forEach((queue, stats) -> console().line(row(queue, stats)));
  }

  private static String row(String queue, @org.jspecify.annotations.Nullable QueueStats stats) {
    return stats == null
        ? ROW.formatted(queue, 0, 0, 0, 0, 0.0)
        : ROW.formatted(
            queue,
            stats.counts().waiting(),
            stats.counts().running(),
            stats.counts().scheduled(),
            stats.counts().dead(),
            stats.latency().toMillis() / 1000.0);
  }
}
