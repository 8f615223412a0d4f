package dev.hato.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Posts as people do, over a few connections; the CPU is counted until every job is done. */
final class PostingScenario {
  private static final String TEXT = "A few words on the weather of the day. ".repeat(4);

  private PostingScenario() {}

  static void run(Options options) throws IOException {
    int warmUp = options.number("warm-up", 20_000);
    int count = options.number("count", 4_000);
    int connections = options.number("connections", 4);
    List<String> people =
        IntStream.range(0, options.number("people", 4)).mapToObj(i -> "alice" + i).toList();
    try (Site site = Site.start(options.database(), people)) {
      Burst burst = new Burst(site.port(), connections, 200);
      burst.run(warmUp, (number, connection) -> post(site, people, connection, number));
      site.settle();
      Optional<Statements> statements = site.countStatements(options);
      CpuUse before = site.cpu();
      long begin = System.nanoTime();
      Burst.Result result =
          burst.run(count, (number, connection) -> post(site, people, connection, warmUp + number));
      CpuUse answered = site.cpu().since(before);
      site.awaitIdle();
      double seconds = (System.nanoTime() - begin) / 1e9;
      CpuUse used = site.cpu().since(before);
      System.out.printf(
          "posting %s: %d posts of %d people over %d connections, %.0f/s, %s; %s, of which %.3f ms"
              + " until the answer; all jobs done after %.1f s%n",
          options.database(),
          count,
          people.size(),
          connections,
          result.perSecond(),
          result.latencies(),
          used.each(count),
          answered.total() * 1000 / count,
          seconds);
      statements.ifPresent(counted -> counted.print(count));
    }
  }

  private static byte[] post(Site site, List<String> people, int connection, int number) {
    String person = people.get(connection % people.size());
    Map<String, String> headers = new HashMap<>(site.credentials(person));
    headers.put("Content-Type", "application/json");
    String body = "{\"status\": \"" + TEXT + number + "\"}";
    return Requests.post(
        site.authority(), "/api/v1/statuses", headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
