package dev.hato.server.crash;

import dev.hato.storage.CounterCheck;
import dev.hato.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What is there after everything: on one side what clients were told, on the other what the API,
 * the other servers and the database show.
 */
final class Outcome {
  private static final Duration LONGEST_WORK = Duration.ofMinutes(3);
  private static final Duration LONGEST_ARRIVAL = Duration.ofSeconds(10);

  final History history;

  /** Ids of the posts of each text, by the list of alice's posts. */
  final Map<String, List<String>> idsByText;

  /** Uris of alice's posts. */
  final Set<String> uris;

  /** Uris that alice boosted. */
  final Set<String> boosted;

  /** Acknowledged posts that the API does not give by their id. */
  final Set<String> unreadable = new HashSet<>();

  /** What bob sees at home. */
  final Set<String> home;

  /** Likes of each acknowledged post, as the API gives them by its id. */
  final Map<String, Integer> likes = new HashMap<>();

  /** What did not arrive, by peer and kind. */
  final Map<String, Set<String>> missing = new TreeMap<>();

  /** Activities under more than one id. */
  final Set<String> twofold = new HashSet<>();

  /** What arrived that is about nothing on the server. */
  final Set<String> phantoms = new HashSet<>();

  final String queues;
  final List<String> wrongCounters;
  final List<String> errors;
  final int exitCode;
  int arrivals;

  /**
   * Waits until the site has done its work, looks at everything, and ends the server.
   *
   * @param exitCode of the server when it was asked to end
   */
  Outcome(Site site, History history, int exitCode) throws Exception {
    this.history = history;
    this.exitCode = exitCode;
    String path = "/api/v1/accounts/" + site.aliceId() + "/statuses";
    List<JsonNode> all = site.alice().all(path);
    List<JsonNode> posts = all.stream().filter(status -> status.get("reblog").isNull()).toList();
    idsByText =
        posts.stream()
            .collect(
                Collectors.groupingBy(
                    Outcome::text, Collectors.mapping(Outcome::id, Collectors.toList())));
    uris = posts.stream().map(Outcome::uri).collect(Collectors.toSet());
    boosted =
        all.stream()
            .filter(status -> !status.get("reblog").isNull())
            .map(status -> uri(status.get("reblog")))
            .collect(Collectors.toSet());
    queues = awaitWork(site.server);
    awaitDeliveries(site.peers);
    for (String id : history.posts.values()) {
      read(site.alice(), id);
    }
    home =
        site.bob().all("/api/v1/timelines/home").stream()
            .map(Outcome::uri)
            .collect(Collectors.toSet());
    site.server.close();
    try (Database open = site.open()) {
      wrongCounters = CounterCheck.mismatches(open);
    }
    errors =
        Files.readAllLines(site.server.log()).stream()
            .filter(line -> line.contains(" ERROR "))
            .toList();
  }

  private static String text(JsonNode status) {
    return status.get("content").asString().replaceAll("<[^>]*>", "");
  }

  private static String id(JsonNode status) {
    return status.get("id").asString();
  }

  private static String uri(JsonNode status) {
    return status.get("uri").asString();
  }

  private void awaitDeliveries(List<Peer> peers) {
    long deadline = System.nanoTime() + LONGEST_ARRIVAL.toNanos();
    Map<Peer.Kind, Set<String>> expected =
        Map.of(Peer.Kind.CREATE, uris, Peer.Kind.ANNOUNCE, boosted);
    for (Peer peer : peers) {
      expected.forEach(
          (kind, objects) ->
              missing.put(
                  kind + " at " + peer.instance.authority(),
                  peer.missing(kind, objects, deadline)));
      expected.forEach((kind, objects) -> judge(peer.arrived(kind), objects));
    }
  }

  private void judge(Map<String, List<String>> arrived, Set<String> expected) {
    arrived.forEach(
        (object, activities) -> {
          arrivals += activities.size();
          if (!expected.contains(object)) {
            phantoms.add(object);
          }
          if (new HashSet<>(activities).size() > 1) {
            twofold.add(object + " in " + activities);
          }
        });
  }

  /** Waits until nothing waits or runs, and gives the last look. */
  private static String awaitWork(ServerProcess server) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LONGEST_WORK.toNanos();
    String queues = server.command("queues");
    while (!idle(queues) && System.nanoTime() < deadline) {
      queues = server.command("queues");
    }
    return queues;
  }

  /** Whether all numbers of jobs are zero. */
  static boolean idle(String queues) {
    return queues.lines().skip(1).allMatch(line -> line.matches("\\w+( +0){4} .*"));
  }

  @Override
  public String toString() {
    return "%d posts acknowledged, %d answers lost, %d posts there, %d boosts, %d likes, %d arrivals"
        .formatted(
            history.posts.size(),
            history.lost.size(),
            uris.size(),
            boosted.size(),
            history.liked.size(),
            arrivals);
  }

  private void read(Api api, String id) throws InterruptedException {
    try {
      likes.put(id, api.get("/api/v1/statuses/" + id).get("favourites_count").asInt());
    } catch (AssertionError | IOException e) {
      unreadable.add(id + ": " + e.getMessage());
    }
  }
}
