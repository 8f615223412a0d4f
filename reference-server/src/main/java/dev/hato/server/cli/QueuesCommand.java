package dev.hato.server.cli;

import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.server.workers.Queues;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how the queues are: a line each, once or again and again. */
@Command(
    name = "queues",
    description = "a line per queue: how much waits, runs, failed, and what is done in a second")
final class QueuesCommand extends DatabaseCommand {
  private static final String HEAD = "%-10s %9s %8s %9s %8s %10s %8s";
  private static final String ROW = "%-10s %9s %8d %9s %8s %10.1f %8.1f";

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "2",
      paramLabel = "SECONDS",
      description = "shows them again every SECONDS (2) until it is interrupted")
  private @Nullable Integer watch;

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "with --watch: ends after so many times")
  private int times = Integer.MAX_VALUE;

  QueuesCommand(Console console) {
    super(console);
  }

  @Override
  void run(Work work) throws InterruptedException {
    if (watch == null) {
      show(work.database().jobs());
      return;
    }
    if (watch < 1 || watch > 3_600) {
      throw new CommandFailure("--watch takes 1 to 3600 seconds, not " + watch);
    }
    for (int shown = 0; shown < times; shown++) {
      if (shown > 0) {
        Thread.sleep(Duration.ofSeconds(watch));
        console().line("");
      }
      show(work.database().jobs());
    }
  }

  private void show(JobStore store) {
    Map<String, QueueStats> known = new LinkedHashMap<>();
    store.stats().forEach(stats -> known.put(stats.queue(), stats));
    Map<String, Double> paces = store.rates().perSecond();
    console()
        .line(
            HEAD.formatted(
                "queue", "waiting", "running", "scheduled", "dead", "latency s", "per s"));
    for (String queue : Queues.with(Map.of()).keySet()) {
      console().line(row(queue, known.remove(queue), paces));
    }
    known.forEach((queue, stats) -> console().line(row(queue, stats, paces)));
  }

  private static String row(String queue, @Nullable QueueStats found, Map<String, Double> paces) {
    QueueStats stats =
        found != null
            ? found
            : new QueueStats(queue, new QueueStats.Counts(0, 0, 0, 0), Duration.ZERO, false);
    QueueStats.Counts counts = stats.counts();
    return ROW.formatted(
        queue,
        number(stats, counts.waiting()),
        counts.running(),
        number(stats, counts.scheduled()),
        number(stats, counts.dead()),
        stats.latency().toMillis() / 1000.0,
        paces.getOrDefault(queue, 0.0));
  }

  /** An estimate is marked as one. */
  private static String number(QueueStats stats, long count) {
    return (stats.estimated() && count > QueueStats.EXACT ? "~" : "") + count;
  }
}
