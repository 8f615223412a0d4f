package dev.hato.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Delivers a post to 1,000 inboxes of so many hosts, none of which has a shared inbox. With {@code
 * hanging=2} the first two hosts take requests and never answer; then what counts is how late the
 * others get theirs.
 */
final class DeliveryScenario {
  private static final String AUTHOR = "alice";

  private DeliveryScenario() {}

  static void run(Options options) throws IOException {
    int hosts = options.number("hosts", 50);
    int inboxes = options.number("inboxes", 1_000);
    int hanging = options.number("hanging", 0);
    try (Site site = Site.start(options.database(), List.of(AUTHOR));
        Fediverse fediverse = new Fediverse(hosts, inboxes)) {
      new Friendships(site, fediverse).followedByAll(AUTHOR);
      for (int i = 0; i < options.number("warm-up", 4); i++) {
        deliver(site, fediverse, inboxes);
        site.settle();
      }
      fediverse.hang(IntStream.range(0, hanging).boxed().collect(Collectors.toSet()));
      int silent =
          (int) IntStream.range(0, inboxes).filter(i -> fediverse.host(i) < hanging).count();
      measure(options, site, fediverse, inboxes - silent);
    }
  }

  private static void measure(Options options, Site site, Fediverse fediverse, int expected)
      throws IOException {
    int rounds = options.number("rounds", 5);
    List<Long> delays = new ArrayList<>();
    double seconds = 0;
    Optional<Statements> statements = site.countStatements(options);
    CpuUse before = site.cpu();
    for (int round = 0; round < rounds; round++) {
      List<Long> taken = deliver(site, fediverse, expected);
      seconds += taken.stream().mapToLong(Long::longValue).max().orElse(0) / 1e9;
      delays.addAll(taken);
    }
    if (options.number("hanging", 0) == 0) {
      site.awaitIdle();
    }
    CpuUse used = site.cpu().since(before);
    Latencies latencies = Latencies.of(delays.stream().mapToLong(Long::longValue).toArray());
    System.out.printf(
        "delivery %s: %d posts to %d answering inboxes of %d hosts, %d hanging, %.0f/s, after the"
            + " post %s; %s%n",
        options.database(),
        rounds,
        expected,
        options.number("hosts", 50),
        options.number("hanging", 0),
        delays.size() / seconds,
        latencies,
        used.each(delays.size()));
    statements.ifPresent(counted -> counted.print(delays.size()));
  }

  /** How long after the post began each delivery came, in nanoseconds. */
  private static List<Long> deliver(Site site, Fediverse fediverse, int expected)
      throws IOException {
    Map<String, String> headers = new HashMap<>(site.credentials(AUTHOR));
    headers.put("Content-Type", "application/json");
    byte[] body = "{\"status\": \"News for everybody\"}".getBytes(StandardCharsets.UTF_8);
    byte[] request = Requests.post(site.authority(), "/api/v1/statuses", headers, body);
    long begin = System.nanoTime();
    new Burst(site.port(), 1, 200).run(1, (_, _) -> request);
    List<Long> delays = new ArrayList<>();
    Waiting.until(
        expected + " deliveries came",
        100,
        0.02,
        () -> {
          fediverse.takeArrivals().forEach(arrival -> delays.add(arrival.nanoTime() - begin));
          return delays.size() >= expected;
        });
    return delays;
  }
}
