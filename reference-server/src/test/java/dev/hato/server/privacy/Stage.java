package dev.hato.server.privacy;

import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.httpsig.client.Exchange;
import dev.hato.server.WholeSite;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.statuses.Visibility;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Builds the world through the server's own API and inbox, and changes it while it is watched. */
final class Stage implements AutoCloseable {
  private static final Set<Viewer> NOBODY = Set.of();
  private static final Set<Viewer> NAMED =
      Set.of(Viewer.MENTIONED, Viewer.BLOCKED, Viewer.REMOTE_MENTIONED, Viewer.REMOTE_BLOCKED);

  private final WholeSite site;
  private final Wire wire;
  private final RemoteInstance near;
  private final RemoteInstance far;
  final World world;
  private int turn;

  Stage(Dialect dialect) throws Exception {
    site = WholeSite.start(dialect);
    wire = new Wire(site.base());
    near = RemoteInstance.start("127.0.0.1", site.clock);
    far = RemoteInstance.start("127.0.0.2", site.clock);
    world = new World(site, wire, near, far);
  }

  /** Everybody is here and stands to the author as the name says; nothing is posted. */
  Stage cast() {
    for (Viewer viewer : Viewer.values()) {
      if (viewer.isLocal()) {
        joinHere(viewer);
      } else if (viewer.isRemote()) {
        joinThere(viewer);
      }
    }
    wire.ok(Viewer.FOLLOWER, "POST", onAuthor("follow"), "{\"notify\":true}");
    wire.ok(Viewer.BLOCKED, "POST", onAuthor("follow"), "");
    for (Viewer remote :
        List.of(Viewer.REMOTE_FOLLOWER, Viewer.REMOTE_BLOCKED, Viewer.REMOTE_MENTIONED)) {
      receive(remote, follow(remote));
    }
    receive(Viewer.REMOTE_MENTIONED, undo(Viewer.REMOTE_MENTIONED));
    wire.ok(Viewer.AUTHOR, "PATCH", "/api/v1/accounts/update_credentials", "{\"locked\":true}");
    wire.ok(Viewer.PENDING, "POST", onAuthor("follow"), "");
    knowRemotes();
    site.work();
    world.relate(Viewer.FOLLOWER, Relation.FOLLOWER);
    world.relate(Viewer.REMOTE_FOLLOWER, Relation.FOLLOWER);
    world.relate(Viewer.PENDING, Relation.PENDING);
    block(Viewer.BLOCKED);
    block(Viewer.REMOTE_BLOCKED);
    return this;
  }

  private void joinHere(Viewer viewer) {
    Account account =
        site.person(viewer.username(), viewer == Viewer.MODERATOR ? Role.MODERATOR : Role.USER);
    world.accounts.put(viewer, account);
    wire.join(viewer, site.token(account), site.session(account));
  }

  private void joinThere(Viewer viewer) {
    RemoteInstance home = viewer == Viewer.REMOTE_STRANGER ? far : near;
    RemoteActor actor = home.actor(viewer.username());
    world.actors.put(viewer, actor);
    wire.join(viewer, actor, home);
  }

  private void knowRemotes() {
    world.actors.forEach(
        (viewer, actor) ->
            site.transactions()
                .read(tx -> tx.accounts().findByUri(actor.id().value()))
                .ifPresent(account -> world.accounts.put(viewer, account)));
  }

  private Follow follow(Viewer viewer) {
    RemoteActor actor = world.actors.get(viewer);
    return Follow.of(actor.id("follow/" + turn), actor.id(), Iri.parse(author().uri()));
  }

  private Undo undo(Viewer viewer) {
    RemoteActor actor = world.actors.get(viewer);
    return Undo.of(actor.id("undo/" + turn), actor.id(), follow(viewer));
  }

  private void receive(Viewer from, ApObject activity) {
    RemoteActor actor = world.actors.get(from);
    RemoteInstance home = from == Viewer.REMOTE_STRANGER ? far : near;
    Exchange answer = home.post(actor, site.base() + "/inbox", activity);
    if (!(answer instanceof Exchange.Answered answered && answered.status() == 202)) {
      throw new AssertionError("the inbox answered " + answer);
    }
    site.work();
  }

  private Account author() {
    return world.accounts.get(Viewer.AUTHOR);
  }

  private String onAuthor(String verb) {
    return "/api/v1/accounts/" + author().id() + "/" + verb;
  }

  /** Four visibilities of everything, with what stands around them. */
  Stage posts() throws Exception {
    Post open = post(Viewer.FRIEND, "post", Visibility.PUBLIC, NOBODY, null);
    Post hidden = post(Viewer.FRIEND, "letter", Visibility.DIRECT, Set.of(Viewer.AUTHOR), null);
    world.told.add(new World.Told(Viewer.AUTHOR, Viewer.FRIEND, hidden));
    for (Visibility visibility : Visibility.values()) {
      Post plain = post(Viewer.AUTHOR, "plain", visibility, NOBODY, null);
      post(Viewer.AUTHOR, "thread", visibility, NOBODY, plain);
      post(Viewer.AUTHOR, "reply", visibility, NAMED, open);
      picture(visibility);
      edited(visibility);
      deleted(visibility);
      if (visibility != Visibility.DIRECT) {
        pin(plain);
      }
    }
    post(Viewer.AUTHOR, "answer to a letter", Visibility.PUBLIC, NOBODY, hidden);
    Post kept = world.post("plain", Visibility.PRIVATE);
    Post answer = post(Viewer.FOLLOWER, "answer", Visibility.PRIVATE, Set.of(Viewer.AUTHOR), kept);
    world.told.add(new World.Told(Viewer.AUTHOR, Viewer.FOLLOWER, answer));
    boost(Viewer.AUTHOR, open);
    boost(Viewer.AUTHOR, world.post("plain", Visibility.UNLISTED));
    boost(Viewer.AUTHOR, kept);
    boost(Viewer.FRIEND, world.post("plain", Visibility.PUBLIC));
    boost(Viewer.FOLLOWER, world.post("picture", Visibility.PUBLIC));
    site.work();
    mark();
    site.work();
    return this;
  }

  Post post(
      Viewer by, String name, Visibility visibility, Set<Viewer> named, @Nullable Post parent) {
    String word = wire.word();
    String more = parent == null ? "" : ",\"in_reply_to_id\":\"" + parent.id() + "\"";
    return keep(by, name, word, visibility, named, parent, more);
  }

  private Post keep(
      Viewer by,
      String name,
      String word,
      Visibility visibility,
      Set<Viewer> named,
      @Nullable Post parent,
      String more) {
    JsonNode made =
        wire.ok(
            by,
            "POST",
            "/api/v1/statuses",
            "{\"status\":\"%s\",\"visibility\":\"%s\"%s}"
                .formatted(text(word, named), visibility.name().toLowerCase(Locale.ROOT), more));
    Post post =
        new Post(
            name,
            word,
            "",
            made.path("id").asLong(),
            by,
            visibility,
            named,
            parent,
            null,
            more.contains("media_ids"),
            false,
            false);
    world.posts.add(post);
    tell(post);
    return post;
  }

  private void tell(Post post) {
    if (post.author() != Viewer.AUTHOR) {
      return;
    }
    post.named().forEach(whom -> world.told.add(new World.Told(whom, Viewer.AUTHOR, post)));
    if (post.parent() == null && world.follows(Viewer.FOLLOWER)) {
      world.told.add(new World.Told(Viewer.FOLLOWER, Viewer.AUTHOR, post));
    }
  }

  private String text(String word, Set<Viewer> named) {
    String handles = named.stream().map(this::handle).collect(Collectors.joining(" "));
    return "%s %s #%s".formatted(handles, word, World.TAG).strip();
  }

  private String handle(Viewer viewer) {
    return "@" + viewer.username() + (viewer.isRemote() ? "@" + near.authority() : "");
  }

  /** A post with a picture whose description is the word, too. */
  private void picture(Visibility visibility) throws Exception {
    String word = wire.word();
    JsonNode media = wire.upload(Viewer.AUTHOR, word, png());
    String id = media.path("id").asString();
    Post post =
        keep(
            Viewer.AUTHOR,
            "picture",
            word,
            visibility,
            NAMED,
            null,
            ",\"media_ids\":[\"" + id + "\"]");
    String path = media.path("url").asString().substring(site.base().length());
    world.uploads.add(new World.Upload(Long.parseLong(id), path, post));
  }

  private static byte[] png() throws Exception {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }

  private void edited(Visibility visibility) {
    Post before = post(Viewer.AUTHOR, "edited", visibility, NAMED, null);
    String word = wire.word();
    site.work();
    wire.ok(
        Viewer.AUTHOR,
        "PUT",
        "/api/v1/statuses/" + before.id(),
        "{\"status\":\"" + text(word, NAMED) + "\"}");
    replace(
        before,
        new Post(
            before.name(),
            word,
            before.word(),
            before.id(),
            before.author(),
            visibility,
            before.named(),
            null,
            null,
            false,
            false,
            false));
  }

  private void deleted(Visibility visibility) {
    Post post = post(Viewer.AUTHOR, "deleted", visibility, NAMED, null);
    site.work();
    wire.ok(Viewer.AUTHOR, "DELETE", "/api/v1/statuses/" + post.id(), "");
    replace(post, with(post, false, true));
  }

  private void pin(Post post) {
    wire.ok(Viewer.AUTHOR, "POST", "/api/v1/statuses/" + post.id() + "/pin", "");
    replace(post, with(post, true, false));
  }

  private static Post with(Post post, boolean pinned, boolean deleted) {
    return new Post(
        post.name(),
        post.word(),
        post.former(),
        post.id(),
        post.author(),
        post.visibility(),
        post.named(),
        post.parent(),
        post.original(),
        post.media(),
        pinned,
        deleted);
  }

  private void replace(Post before, Post after) {
    world.posts.replaceAll(post -> post == before ? after : post);
    world.told.replaceAll(
        told -> told.about() == before ? new World.Told(told.whom(), told.from(), after) : told);
  }

  void boost(Viewer by, Post original) {
    JsonNode made = wire.ok(by, "POST", "/api/v1/statuses/" + original.id() + "/reblog", "");
    Visibility visibility =
        Visibility.valueOf(made.path("visibility").asString().toUpperCase(Locale.ROOT));
    world.posts.add(
        new Post(
            "boost",
            "",
            "",
            made.path("id").asLong(),
            by,
            visibility,
            NOBODY,
            null,
            original,
            false,
            false,
            false));
    if (by != original.author()) {
      world.told.add(new World.Told(original.author(), by, original));
    }
  }

  private void mark() {
    for (Post post : List.copyOf(world.posts)) {
      if (post.author() == Viewer.AUTHOR && !post.isBoost()) {
        for (Viewer by : List.of(Viewer.FOLLOWER, Viewer.MENTIONED)) {
          if (world.sees(by, post)) {
            wire.ok(by, "POST", "/api/v1/statuses/" + post.id() + "/favourite", "");
            wire.ok(by, "POST", "/api/v1/statuses/" + post.id() + "/bookmark", "");
            world.marks.add(new World.Mark(by, post));
            world.told.add(new World.Told(Viewer.AUTHOR, by, post));
          }
        }
      }
    }
  }

  /** Notes the ids of all notifications about posts that anybody got. */
  Stage notices() {
    for (World.Told told : world.told) {
      if (told.whom().isLocal() && world.stands(told)) {
        world.notices.add(new World.Notice(notice(told), told));
      }
    }
    return this;
  }

  private long notice(World.Told told) {
    JsonNode list = wire.ok(told.whom(), "GET", "/api/v1/notifications?limit=80", "");
    for (JsonNode one : list) {
      if (one.path("account").path("username").asString().equals(told.from().username())
          && one.path("status").path("content").asString().contains(told.about().word())) {
        return one.path("id").asLong();
      }
    }
    throw new AssertionError("nobody was told: " + told);
  }

  /** The followers take their follows back, and the one who asked is refused. */
  void unfollow() {
    wire.ok(Viewer.FOLLOWER, "POST", onAuthor("unfollow"), "");
    answer(Viewer.PENDING, "reject");
    receive(Viewer.REMOTE_FOLLOWER, undo(Viewer.REMOTE_FOLLOWER));
    world.relate(Viewer.FOLLOWER, Relation.STRANGER);
    world.relate(Viewer.PENDING, Relation.STRANGER);
    world.relate(Viewer.REMOTE_FOLLOWER, Relation.STRANGER);
  }

  /** The author, who is locked, lets them in again. */
  void followAgain() {
    turn++;
    wire.ok(Viewer.FOLLOWER, "POST", onAuthor("follow"), "");
    answer(Viewer.FOLLOWER, "authorize");
    receive(Viewer.REMOTE_FOLLOWER, follow(Viewer.REMOTE_FOLLOWER));
    answer(Viewer.REMOTE_FOLLOWER, "authorize");
    world.relate(Viewer.FOLLOWER, Relation.FOLLOWER);
    world.relate(Viewer.REMOTE_FOLLOWER, Relation.FOLLOWER);
  }

  private void answer(Viewer viewer, String verb) {
    long id = world.accounts.get(viewer).id();
    wire.ok(Viewer.AUTHOR, "POST", "/api/v1/follow_requests/" + id + "/" + verb, "");
    site.work();
  }

  void block(Viewer viewer) {
    long id = world.accounts.get(viewer).id();
    wire.ok(Viewer.AUTHOR, "POST", "/api/v1/accounts/" + id + "/block", "");
    site.work();
    world.relate(viewer, Relation.BLOCKED);
  }

  void revoke(Viewer viewer) {
    wire.ok(
        Viewer.ANONYMOUS,
        "POST",
        "/oauth/revoke",
        "{\"client_id\":\"%s\",\"client_secret\":\"%s\",\"token\":\"%s\"}"
            .formatted(WholeSite.CLIENT, WholeSite.SECRET, wire.token(viewer)));
    world.revoked.add(viewer);
  }

  void suspend(Viewer viewer) {
    long id = world.accounts.get(viewer).id();
    site.transactions().run(tx -> tx.accounts().setSuspended(id, true));
    site.clock.advance(java.time.Duration.ofSeconds(10));
    world.suspended.add(viewer);
  }

  @Override
  public void close() throws Exception {
    near.close();
    far.close();
    wire.close();
    site.close();
  }
}
