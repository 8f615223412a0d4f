package dev.hato.benchmarks.load;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Takes posts of 100 remote people in: each a signed request of its own, prepared beforehand. A
 * post counts once it is stored, in the feed of the follower, and none of its jobs is left.
 */
final class InboxScenario {
  private static final String READER = "alice";

  private InboxScenario() {}

  static void run(Options options) throws IOException {
    int warmUp = options.number("warm-up", 20_000);
    int count = options.number("count", 6_000);
    int connections = options.number("connections", 8);
    try (Site site = Site.start(options.database(), List.of(READER));
        Fediverse fediverse = new Fediverse(10, options.number("actors", 100))) {
      Friendships friendships = new Friendships(site, fediverse);
      List<String> authors = friendships.followAll(READER);
      Burst burst = new Burst(site.port(), connections, 202);
      List<byte[]> first = fediverse.notes(site.authority(), 0, warmUp);
      burst.run(warmUp, (number, _) -> first.get(number));
      site.settle();

      List<byte[]> measured = fediverse.notes(site.authority(), warmUp, count);
      Optional<Statements> statements = site.countStatements(options);
      CpuUse before = site.cpu();
      long begin = System.nanoTime();
      Burst.Result taken = burst.run(count, (number, _) -> measured.get(number));
      site.awaitIdle();
      double seconds = (System.nanoTime() - begin) / 1e9;
      CpuUse used = site.cpu().since(before);
      int stored = friendships.posts(READER, authors);
      if (stored != warmUp + count) {
        throw new IllegalStateException(stored + " posts are stored, not " + (warmUp + count));
      }
      System.out.printf(
          "inbox %s: %d stored, %.0f/s (answered %.0f/s), 202 after %s; %s%n",
          options.database(),
          count,
          count / seconds,
          taken.perSecond(),
          taken.latencies(),
          used.each(count));
      statements.ifPresent(counted -> counted.print(count));
    }
  }
}
