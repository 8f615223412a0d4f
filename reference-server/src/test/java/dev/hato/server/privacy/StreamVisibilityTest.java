package dev.hato.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.WholeSite;
import dev.hato.server.streaming.StreamEvent;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.statuses.Visibility;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing reaches a stream that the timelines would refuse: posts, edits, and deletions, too. */
final class StreamVisibilityTest {
  private static final List<Viewer> VIEWERS =
      List.of(
          Viewer.AUTHOR,
          Viewer.FOLLOWER,
          Viewer.MENTIONED,
          Viewer.PENDING,
          Viewer.STRANGER,
          Viewer.BLOCKED);
  private static final BiPredicate<Seen, Post> NOTHING = (seen, post) -> false;
  private static final BiPredicate<Seen, Post> LISTED =
      (seen, post) -> World.isListed(post) && !post.answersOthers();
  private static final BiPredicate<Seen, Post> TOLD = (seen, post) -> seen.isTold(post);
  private static final BiPredicate<Seen, Post> HOME =
      (seen, post) ->
          post.author() == seen.viewer()
              || (post.author() == Viewer.AUTHOR
                  && seen.world().follows(seen.viewer())
                  && !post.answersOthers());

  /** Each stream: the topic of the bus that it hears, and the posts that belong on it. */
  private static final Map<String, Row> ROWS =
      Map.ofEntries(
          Map.entry("user", new Row(id -> "home:" + id, HOME.or(TOLD))),
          Map.entry("user:notification", new Row(id -> "notifications:" + id, TOLD)),
          Map.entry("public", new Row("public", LISTED)),
          Map.entry("public:local", new Row("public:local", LISTED)),
          Map.entry("public:remote", new Row("public:remote", NOTHING)),
          Map.entry("public:media", new Row("public:media", pictures())),
          Map.entry("public:local:media", new Row("public:local:media", pictures())),
          Map.entry("public:remote:media", new Row("public:remote:media", NOTHING)),
          Map.entry(
              "hashtag", new Row("hashtag:" + World.TAG, (seen, post) -> World.isListed(post))),
          Map.entry(
              "hashtag:local",
              new Row("hashtag:local:" + World.TAG, (seen, post) -> World.isListed(post))));

  private record Row(Function<Long, String> topic, BiPredicate<Seen, Post> posts) {
    Row(String topic, BiPredicate<Seen, Post> posts) {
      this(_ -> topic, posts);
    }
  }

  /** The world as one viewer knows it. */
  private record Seen(World world, Viewer viewer) {
    boolean isTold(Post post) {
      return world.told.stream()
          .anyMatch(told -> told.whom() == viewer && told.about().id() == post.id());
    }
  }

  private static BiPredicate<Seen, Post> pictures() {
    return LISTED.and((seen, post) -> post.media());
  }

  @Test
  void K07_everyStreamIsHeardByWhomItIsForAndCarriesNothingElse() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient();
        Stage stage = new Stage(Dialect.H2)) {
      World world = stage.cast().world;
      assertThat(world.site.streams())
          .as("a stream without a row: add one to ROWS that says which posts belong on it")
          .isEqualTo(ROWS.keySet());
      List<Ear> ears = new ArrayList<>();
      for (Viewer viewer : VIEWERS) {
        listen(world, client, viewer, ears);
      }
      begin(world, ears);
      stage.posts();
      publish(world, Ear.END);
      for (Ear ear : ears) {
        ear.awaitEnd();
      }
      for (Ear ear : ears) {
        check(world, ear, ear.name.equals("all") ? ROWS.keySet() : Set.of(ear.name));
      }
    }
  }

  private static void listen(World world, HttpClient client, Viewer viewer, List<Ear> ears)
      throws Exception {
    String token = world.wire.token(viewer);
    String streaming = world.site.base() + "/api/v1/streaming";
    for (String name : ROWS.keySet()) {
      Ear ear = new Ear(viewer, name);
      String path = streaming + "/" + name.replace(':', '/') + "?tag=" + World.TAG;
      ear.events(client, URI.create(path), token);
      ears.add(ear);
    }
    Ear all = new Ear(viewer, "all");
    URI socket = URI.create(streaming.replace("http:", "ws:") + "?access_token=" + token);
    all.socket(
        client,
        socket,
        ROWS.keySet().stream()
            .map("{\"type\":\"subscribe\",\"stream\":\"%s\",\"tag\":\"singvogel\"}"::formatted)
            .collect(Collectors.toSet()));
    ears.add(all);
  }

  /** Until all listen. */
  private static void begin(World world, List<Ear> ears) throws Exception {
    long deadline = System.nanoTime() + 20_000_000_000L;
    for (Ear ear : ears) {
      while (!ear.isReady()) {
        assertThat(System.nanoTime()).as("waiting for " + ear).isLessThan(deadline);
        publish(world, Ear.PROBE);
      }
    }
  }

  private static void publish(World world, String name) {
    StreamEvent event = StreamEvent.of(name, "1");
    Set<String> topics = new TreeSet<>();
    for (Viewer viewer : VIEWERS) {
      long id = world.accounts.get(viewer).id();
      ROWS.values().forEach(row -> topics.add(row.topic().apply(id)));
    }
    topics.forEach(topic -> world.site.bus.publish(topic, event));
  }

  /**
   * Of what was edited or deleted at once, the first word may or may not have come; all else must.
   */
  private static void check(World world, Ear ear, Set<String> names) {
    Seen seen = new Seen(world, ear.viewer);
    Set<String> may = new TreeSet<>();
    Set<String> must = new TreeSet<>();
    Set<Long> mayBeDeleted = new TreeSet<>();
    for (Post post : world.posts) {
      boolean belongs = names.stream().anyMatch(name -> ROWS.get(name).posts().test(seen, post));
      if (world.saw(ear.viewer, post)) {
        mayBeDeleted.add(post.id());
      }
      if (belongs && world.saw(ear.viewer, post)) {
        may.add(post.shown());
        may.add(post.former());
        if (!post.deleted() && post.former().isEmpty()) {
          must.add(post.shown());
        }
      }
    }
    assertThat(may).as("what may be heard by %s", ear).containsAll(ear.words());
    assertThat(ear.words()).as("what is heard by %s", ear).containsAll(must);
    assertThat(mayBeDeleted).as("what is deleted for %s", ear).containsAll(ear.deleted());
    if (ear.viewer == Viewer.AUTHOR && names.contains("public")) {
      Post open = world.post("deleted", Visibility.PUBLIC);
      assertThat(ear.deleted()).as("what is deleted for %s", ear).contains(open.id());
    }
  }

  @Test
  void L4_aRevokedTokenHearsNothingMore() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient();
        Stage stage = new Stage(Dialect.H2)) {
      World world = stage.cast().world;
      Ear ear = new Ear(Viewer.FOLLOWER, "user");
      String token = world.wire.token(Viewer.FOLLOWER);
      URI user = URI.create(world.site.base() + "/api/v1/streaming/user");
      ear.events(client, user, token);
      begin(world, List.of(ear));
      stage.revoke(Viewer.FOLLOWER);
      stage.post(Viewer.AUTHOR, "late", Visibility.PRIVATE, Set.of(), null);
      world.site.work();
      assertThat(world.site.bus.isHeard("home:" + world.accounts.get(Viewer.FOLLOWER).id()))
          .isFalse();
      assertThat(ear.words()).isEmpty();
      assertThat(world.wire.get(Viewer.FOLLOWER, "/api/v1/streaming/user", "*/*").status())
          .isEqualTo(401);
    }
  }

  @Test
  void everyStreamNeedsAPerson() throws Exception {
    try (WholeSite site = WholeSite.start(Dialect.H2);
        Wire wire = new Wire(site.base())) {
      for (String name : site.streams()) {
        String path = "/api/v1/streaming/" + name.replace(':', '/') + "?tag=a";
        assertThat(wire.get(Viewer.ANONYMOUS, path, "*/*").status()).as(name).isEqualTo(401);
      }
    }
  }
}
