package dev.hato.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.http.Route;
import dev.hato.server.privacy.Wire.Answer;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.statuses.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is hidden cannot be marked, answered or changed, and the attempt tells nothing. */
final class WriteVisibilityTest {
  /** What a route that writes has to do with posts. */
  private enum Kind {
    /** Does something with a post that the caller sees. */
    ON_POST,
    /** Changes a post of the caller's own. */
    OWN_POST,
    OWN_MEDIA,
    OWN_NOTIFICATION,
    /** Has to do with no post but new ones of the caller. */
    NO_POST
  }

  private static final Map<String, Kind> KINDS = kinds();

  private static Stage stage;
  private static World world;

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new TreeMap<>();
    for (String verb : List.of("reblog", "favourite", "bookmark", "pin", "mute")) {
      String one = "POST /api/v1/statuses/{id}/";
      kinds.put(one + verb, Kind.ON_POST);
      kinds.put(one + "un" + verb, Kind.ON_POST);
    }
    for (String method : List.of("PUT", "PATCH", "DELETE")) {
      kinds.put(method + " /api/v1/statuses/{id}", Kind.OWN_POST);
      kinds.put(method + " /api/v1/media/{id}", Kind.OWN_MEDIA);
    }
    kinds.put("POST /api/v1/notifications/{id}/dismiss", Kind.OWN_NOTIFICATION);
    for (String route :
        List.of(
            "POST /api/v1/statuses",
            "POST /api/v1/media",
            "POST /api/v2/media",
            "POST /api/v1/notifications/clear",
            "POST /api/v1/markers",
            "POST /api/v1/apps",
            "PATCH /api/v1/accounts/update_credentials",
            "POST /api/v1/follow_requests/{id}/authorize",
            "POST /api/v1/follow_requests/{id}/reject",
            "POST /oauth/authorize",
            "POST /oauth/token",
            "POST /oauth/revoke",
            "POST /oauth/userinfo",
            "POST /setup",
            "POST /auth/sign_up",
            "POST /auth/sign_in",
            "POST /auth/sign_out",
            "POST /settings/password",
            "POST /admin/approvals/{id}",
            "POST /inbox",
            "POST /actor/inbox",
            "POST /users/{username}/inbox")) {
      kinds.put(route, Kind.NO_POST);
    }
    for (String verb :
        List.of(
            "follow", "unfollow", "remove_from_followers", "block", "unblock", "mute", "unmute")) {
      kinds.put("POST /api/v1/accounts/{id}/" + verb, Kind.NO_POST);
    }
    return kinds;
  }

  @BeforeAll
  static void open() throws Exception {
    stage = new Stage(Dialect.H2).cast().posts().notices();
    world = stage.world;
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  @Test
  void everyRouteThatWritesHasAKind() {
    Set<String> writing =
        world.site.routes().stream()
            .filter(route -> !route.method().equals("GET"))
            .map(Route::toString)
            .collect(Collectors.toSet());
    assertThat(writing)
        .as("a route that is not in KINDS: say there what it has to do with posts")
        .isEqualTo(KINDS.keySet());
  }

  @Test
  void M33_nothingCanBeDoneWithWhatIsHidden() {
    List<String> wrong = new ArrayList<>();
    String before = everything();
    for (Viewer viewer : Viewer.authorisedFirst()) {
      if (viewer.isLocal()) {
        KINDS.forEach((route, kind) -> attempt(viewer, route, kind, wrong));
        world.posts.stream()
            .filter(post -> !world.sees(viewer, post))
            .forEach(
                post -> compare(viewer, "POST /api/v1/statuses", Long.toString(post.id()), wrong));
      }
    }
    world.site.work();
    assertThat(wrong.stream().limit(20).collect(Collectors.joining("\n")))
        .as("%d answers are wrong", wrong.size())
        .isEmpty();
    assertThat(everything()).isEqualTo(before);
  }

  private static void attempt(Viewer viewer, String route, Kind kind, List<String> wrong) {
    ids(viewer, kind).forEach(id -> compare(viewer, route, id.toString(), wrong));
  }

  /** What of a kind exists and is not for the viewer to use. */
  private static List<Long> ids(Viewer viewer, Kind kind) {
    return switch (kind) {
      case ON_POST ->
          world.posts.stream().filter(p -> !world.sees(viewer, p)).map(Post::id).toList();
      case OWN_POST ->
          world.posts.stream().filter(post -> post.author() != viewer).map(Post::id).toList();
      case OWN_MEDIA ->
          viewer == Viewer.AUTHOR
              ? List.of()
              : world.uploads.stream().map(World.Upload::id).toList();
      case OWN_NOTIFICATION ->
          world.notices.stream()
              .filter(notice -> notice.told().whom() != viewer)
              .map(World.Notice::id)
              .toList();
      case NO_POST -> List.of();
    };
  }

  private static void compare(Viewer viewer, String route, String id, List<String> wrong) {
    Answer answer = send(viewer, route, id);
    String shape = answer.shape(id);
    String twin = send(viewer, route, World.MISSING).shape(World.MISSING);
    if (answer.status() != 404 || !shape.equals(twin)) {
      wrong.add(
          "%s of %s as %s: %s\n  but of nothing %s".formatted(route, id, viewer, shape, twin));
    }
  }

  private static Answer send(Viewer viewer, String route, String id) {
    String[] parts = route.split(" ", 2);
    String body = "{\"status\":\"new words\",\"in_reply_to_id\":\"" + id + "\"}";
    return world.wire.send(viewer, parts[0], parts[1].replace("{id}", id), body);
  }

  /** All that an attempt could have changed, as those see it who see most. */
  private static String everything() {
    StringBuilder all = new StringBuilder();
    for (Post post : world.posts) {
      String one = "/api/v1/statuses/" + post.id();
      for (String list : List.of("", "/favourited_by", "/reblogged_by", "/context")) {
        all.append(body(post.author(), one + list)).append('\n');
      }
    }
    for (Viewer viewer : Viewer.values()) {
      if (viewer.isLocal()) {
        for (String list : List.of("favourites", "bookmarks", "notifications")) {
          all.append(body(viewer, "/api/v1/" + list + "?limit=40")).append('\n');
        }
      }
    }
    return all.toString();
  }

  private static String body(Viewer viewer, String target) {
    return world.wire.get(viewer, target, "application/json").body();
  }

  @Test
  void whatIsForFollowersIsBoostedByItsAuthorOnlyAndLettersByNobody() {
    Post kept = world.post("reply", Visibility.PRIVATE);
    Post letter = world.post("reply", Visibility.DIRECT);
    assertThat(mark(Viewer.FOLLOWER, kept, "reblog")).isEqualTo(422);
    assertThat(mark(Viewer.MENTIONED, kept, "reblog")).isEqualTo(422);
    assertThat(mark(Viewer.MENTIONED, letter, "reblog")).isEqualTo(422);
    assertThat(mark(Viewer.AUTHOR, letter, "reblog")).isEqualTo(422);
    for (Post post : List.of(kept, letter)) {
      assertThat(body(Viewer.AUTHOR, "/api/v1/statuses/" + post.id() + "/reblogged_by"))
          .isEqualTo("[]");
    }
  }

  @Test
  void whomOneBlocksOneDoesNotFavouriteOrBoost() {
    Post post = world.posts.getFirst();
    long friend = world.accounts.get(Viewer.FRIEND).id();
    String block = "/api/v1/accounts/" + friend + "/";
    world.wire.ok(Viewer.PENDING, "POST", block + "block", "");
    assertThat(mark(Viewer.PENDING, post, "favourite")).isEqualTo(403);
    assertThat(mark(Viewer.PENDING, post, "reblog")).isEqualTo(403);
    world.wire.ok(Viewer.PENDING, "POST", block + "unblock", "");
    assertThat(body(Viewer.FRIEND, "/api/v1/statuses/" + post.id()))
        .contains("\"favourites_count\":0");
  }

  private static int mark(Viewer viewer, Post post, String verb) {
    return world
        .wire
        .send(viewer, "POST", "/api/v1/statuses/" + post.id() + "/" + verb, "")
        .status();
  }

  @Test
  void nobodyIsToldOfAPostThatHeMayNotSee() {
    for (Viewer viewer : List.of(Viewer.FOLLOWER, Viewer.BLOCKED, Viewer.STRANGER)) {
      String unread = body(viewer, "/api/v1/notifications/unread_count");
      JsonNode list = world.wire.ok(viewer, "GET", "/api/v1/notifications?limit=80", "");
      assertThat(unread).as(viewer.name()).isEqualTo("{\"count\":" + list.size() + "}");
    }
  }

  @Test
  void H2_theOutboxCountsWhatEverybodyMaySee() {
    String outbox = "/users/" + Viewer.AUTHOR.username() + "/outbox";
    long open =
        world.posts.stream()
            .filter(post -> post.author() == Viewer.AUTHOR)
            .filter(post -> world.sees(Viewer.ANONYMOUS, post))
            .count();
    JsonNode document = world.wire.get(Viewer.ANONYMOUS, outbox, Wire.ACTIVITY).json();
    assertThat(document.path("totalItems").asLong()).isEqualTo(open);
  }

  @Test
  void L5_whoFavouritedOrBoostedIsNotShownToWhomTheyBlock() {
    Post post = world.post("picture", Visibility.PUBLIC);
    Account shy = world.site.person("theshy", Role.USER);
    world
        .site
        .transactions()
        .run(
            tx -> {
              long stranger = world.accounts.get(Viewer.STRANGER).id();
              tx.favourites().add(shy.id(), post.id(), "");
              tx.blocks().add(shy.id(), stranger, "");
            });
    String list = "/api/v1/statuses/" + post.id() + "/favourited_by";
    assertThat(body(Viewer.FRIEND, list)).contains("theshy");
    assertThat(body(Viewer.STRANGER, list)).doesNotContain("theshy").contains("thefollower");
    world.site.transactions().run(tx -> tx.favourites().remove(shy.id(), post.id()));
  }

  @Test
  void P12_aRequestThatNobodyMadeCannotBeAccepted() {
    long stranger = world.accounts.get(Viewer.STRANGER).id();
    String path = "/api/v1/follow_requests/" + stranger + "/authorize";
    assertThat(world.wire.send(Viewer.AUTHOR, "POST", path, "").status()).isEqualTo(404);
    assertThat(
            world
                .site
                .transactions()
                .<Boolean>read(
                    tx ->
                        tx.follows().isFollowing(stranger, world.accounts.get(Viewer.AUTHOR).id())))
        .isFalse();
  }

  @Test
  void anotherClientsTokenIsNotRevoked() {
    JsonNode app =
        world.wire.ok(
            Viewer.ANONYMOUS,
            "POST",
            "/api/v1/apps",
            "{\"client_name\":\"other\",\"redirect_uris\":\"urn:ietf:wg:oauth:2.0:oob\"}");
    String request = "{\"client_id\":\"%s\",\"client_secret\":\"%s\",\"token\":\"%s\"}";
    String id = app.path("client_id").asString();
    String secret = app.path("client_secret").asString();
    String foreign = request.formatted(id, secret, world.wire.token(Viewer.MODERATOR));
    assertThat(revoke(foreign).status()).isEqualTo(403);
    assertThat(revoke(foreign).body()).contains("unauthorized_client");
    assertThat(revoke(request.formatted(id, secret, "no such token")).status()).isEqualTo(200);
    String own = "/api/v1/accounts/verify_credentials";
    assertThat(world.wire.get(Viewer.MODERATOR, own, "*/*").status()).isEqualTo(200);
  }

  private static Answer revoke(String json) {
    return world.wire.send(Viewer.ANONYMOUS, "POST", "/oauth/revoke", json);
  }

  @Test
  void deliveriesOnlyGoWhereTheyMay() {
    Set<String> allowed = new TreeSet<>();
    for (Post post : world.posts) {
      if (world.saw(Viewer.REMOTE_FOLLOWER, post) || world.saw(Viewer.REMOTE_MENTIONED, post)) {
        allowed.add(post.shown());
        allowed.add(post.former());
      }
    }
    Set<String> near = words(world.near.deliveries());
    assertThat(allowed).containsAll(near);
    assertThat(near)
        .contains(
            world.post("plain", Visibility.PRIVATE).word(),
            world.post("reply", Visibility.DIRECT).word());
    assertThat(words(world.far.deliveries())).isEmpty();
  }

  private static Set<String> words(List<dev.hato.activitypub.testkit.Received> deliveries) {
    return deliveries.stream()
        .map(one -> new String(one.body(), java.nio.charset.StandardCharsets.UTF_8))
        .flatMap(body -> new Answer(200, Map.of(), body).words().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
