package dev.hato.benchmarks.load;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Reads the home timeline, twenty at a time, before and after many notes were taken in. */
final class HomeScenario {
  private static final String READER = "alice";
  private static final String TARGET = "/api/v1/timelines/home?limit=20";
  private static final int CHUNK = 2_000;

  private HomeScenario() {}

  static void run(Options options) throws IOException {
    int count = options.number("count", 10_000);
    int notes = options.number("notes", 20_000);
    try (Site site = Site.start(options.database(), List.of(READER));
        Fediverse fediverse = new Fediverse(10, options.number("actors", 100))) {
      List<String> authors = new Friendships(site, fediverse).followAll(READER);
      take(site, fediverse, 0, 1_000);
      Burst burst = new Burst(site.port(), options.number("connections", 8), 200);
      byte[] request = Requests.get(site.authority(), TARGET, site.credentials(READER));
      burst.run(options.number("warm-up", 8_000), (_, _) -> request);
      measure("1,000 notes", options, site, burst, request, count);
      if (notes > 1_000) {
        take(site, fediverse, 1_000, notes - 1_000);
        int stored = new Friendships(site, fediverse).posts(READER, authors);
        measure("%,d notes".formatted(stored), options, site, burst, request, count);
      }
    }
  }

  private static void take(Site site, Fediverse fediverse, int first, int count)
      throws IOException {
    Burst inbox = new Burst(site.port(), 8, 202);
    for (int done = 0; done < count; done += CHUNK) {
      List<byte[]> chunk =
          fediverse.notes(site.authority(), first + done, Math.min(CHUNK, count - done));
      inbox.run(chunk.size(), (number, _) -> chunk.get(number));
    }
    site.settle();
  }

  private static void measure(
      String after, Options options, Site site, Burst burst, byte[] request, int count)
      throws IOException {
    Wire.Answer page = site.get(READER, TARGET);
    int statuses = new JsonMapper().readTree(page.body()).size();
    if (statuses != 20) {
      throw new IllegalStateException("the page holds " + statuses + " statuses");
    }
    Optional<Statements> statements = site.countStatements(options);
    CpuUse before = site.cpu();
    Burst.Result result = burst.run(count, (_, _) -> request);
    CpuUse used = site.cpu().since(before);
    System.out.printf(
        "home %s after %s: %d pages of 20 (%d bytes) over %d connections, %.0f/s, %s; %s%n",
        options.database(),
        after,
        count,
        page.body().length,
        burst.connections(),
        result.perSecond(),
        result.latencies(),
        used.each(count));
    statements.ifPresent(counted -> counted.print(count));
  }
}
