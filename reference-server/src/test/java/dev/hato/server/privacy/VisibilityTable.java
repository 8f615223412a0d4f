package dev.hato.server.privacy;

import dev.hato.server.http.Privacy;
import dev.hato.server.privacy.Ask.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What every route that reads may show, row by row: the matrix of the visibility rules. A route
 * without a row fails the walk.
 */
final class VisibilityTable {
  private static final int BATCH = 20;

  private final Map<String, Row> rows = new HashMap<>();

  /** What is asked of a route from a seat, and what must come of it. */
  interface Asks extends Function<Seat, List<Ask>> {}

  /** What a post's answer shows to somebody who may see the post. */
  interface Content extends BiFunction<Seat, Post, Set<String>> {}

  record Row(Privacy privacy, Asks asks) {}

  VisibilityTable() {
    software();
    people();
    posts();
    lists();
    own();
    pages();
    documents();
  }

  Optional<Row> row(String template) {
    return Optional.ofNullable(rows.get(template));
  }

  Set<String> templates() {
    return Set.copyOf(rows.keySet());
  }

  private void add(Privacy privacy, String template, Asks asks) {
    if (rows.put(template, new Row(privacy, asks)) != null) {
      throw new IllegalArgumentException("two rows for " + template);
    }
  }

  /** Facts of the software and of the server: no post, and the same for everybody. */
  private void software() {
    for (String template :
        List.of(
            "/health",
            "/api/v1/instance",
            "/api/v2/instance",
            "/api/v1/instance/extended_description",
            "/api/v1/instance/rules",
            "/api/v1/instance/peers",
            "/api/v1/instance/activity",
            "/api/v1/instance/domain_blocks",
            "/api/v1/instance/translation_languages",
            "/api/v1/custom_emojis",
            "/api/v1/trends",
            "/api/v1/trends/tags",
            "/api/v1/trends/statuses",
            "/api/v1/trends/links",
            "/api/v1/directory",
            "/api/v1/accounts/{id}/featured_tags",
            "/api/v1/accounts/{id}/endorsements",
            "/api/v1/accounts/{id}/identity_proofs",
            "/.well-known/oauth-authorization-server",
            "/.well-known/host-meta",
            "/.well-known/host-meta.json",
            "/.well-known/nodeinfo",
            "/nodeinfo/2.0",
            "/nodeinfo/2.1",
            "/actor",
            "/actor/outbox")) {
      silent(Privacy.PUBLIC, template);
    }
    silent(Privacy.PUBLIC, "/assets/{name}", "/assets/hato.css", "/assets/missing.css");
    add(
        Privacy.PUBLIC,
        "/.well-known/webfinger",
        seat ->
            List.of(
                Ask.silent(
                    "/.well-known/webfinger?resource=acct:theauthor@" + seat.world().site.domain()),
                Ask.silent("/.well-known/webfinger?resource=acct:nobody@elsewhere.test")));
    // By its address only, which nobody can guess: documented so.
    add(
        Privacy.PUBLIC,
        "/media/{folder}/{shelf}/{file}",
        seat -> seat.world().uploads.stream().map(upload -> Ask.silent(upload.path())).toList());
  }

  /** Facts of people: no word of any post. */
  private void people() {
    silent(Privacy.PROFILE, "/api/v1/accounts/{id}");
    silent(Privacy.PROFILE, "/api/v1/accounts/{id}/followers");
    silent(Privacy.PROFILE, "/api/v1/accounts/{id}/following");
    silent(
        Privacy.PROFILE,
        "/api/v1/accounts/lookup",
        "/api/v1/accounts/lookup?acct=theauthor",
        "/api/v1/accounts/lookup?acct=nobody");
    silent(Privacy.PROFILE, "/api/v1/accounts/search", "/api/v1/accounts/search?q=the");
    add(
        Privacy.PROFILE,
        "/api/v1/accounts",
        seat ->
            seat.world().accounts.values().stream()
                .map(account -> Ask.silent("/api/v1/accounts?id[]=" + account.id()))
                .toList());
    silent(Privacy.PROFILE, "/users/{username}");
    silent(Privacy.PROFILE, "/users/{username}/followers");
    silent(Privacy.PROFILE, "/users/{username}/followers_synchronization");
    silent(Privacy.PROFILE, "/users/{username}/following");
  }

  /** Single posts of the API: 404 like what does not exist, or the post. */
  private void posts() {
    String one = "/api/v1/statuses/{id}";
    Content post = (seat, it) -> Set.of(it.shown());
    Content nothing = (seat, it) -> Set.of();
    onPost(one, post);
    onPost(one + "/context", (seat, it) -> seat.world().around(seat.byLogin(), it));
    onPost(one + "/history", (seat, it) -> versions(it));
    onPost(one + "/reblogged_by", nothing);
    onPost(one + "/favourited_by", nothing);
    add(
        Privacy.OWN,
        one + "/source",
        seat ->
            each(
                seat, one + "/source", it -> it.author() == seat.byLogin() && !it.isBoost(), post));
    add(Privacy.POSTS, "/api/v1/statuses", VisibilityTable::batches);
    add(Privacy.POSTS, "/api/v2/search", VisibilityTable::searches);
  }

  private static Set<String> versions(Post post) {
    if (post.isBoost()) {
      return Set.of();
    }
    return post.former().isEmpty() ? Set.of(post.shown()) : Set.of(post.word(), post.former());
  }

  private static List<Ask> batches(Seat seat) {
    List<Post> posts = seat.world().posts;
    List<Ask> asks = new ArrayList<>();
    for (int from = 0; from < posts.size(); from += BATCH) {
      List<Post> batch = posts.subList(from, Math.min(posts.size(), from + BATCH));
      StringBuilder query = new StringBuilder("/api/v1/statuses?");
      batch.forEach(post -> query.append("id[]=").append(post.id()).append('&'));
      asks.add(Ask.list(query.toString(), seat.world().words(seat.byLogin(), batch::contains)));
    }
    return asks;
  }

  private static List<Ask> searches(Seat seat) {
    World world = seat.world();
    List<Ask> asks = new ArrayList<>();
    for (String text : List.of("the", "%23" + World.TAG, world.posts.getFirst().word())) {
      asks.add(Ask.silent("/api/v2/search?q=" + text));
    }
    String resolve = seat.byLogin() == Viewer.ANONYMOUS ? "" : "&resolve=true";
    for (Post post : world.posts) {
      if (!post.isBoost()) {
        String name = post.author().username();
        Set<String> words = world.words(seat.byLogin(), post::equals);
        String base = "/api/v2/search?q=" + world.site.base();
        asks.add(Ask.list(base + "/users/" + name + "/statuses/" + post.id() + resolve, words));
        if (post.name().equals("plain")) {
          asks.add(Ask.list(base + "/@" + name + "/" + post.id() + resolve, words));
        }
      }
    }
    return asks;
  }

  private void lists() {
    String home = "/api/v1/timelines/home";
    add(
        Privacy.POSTS,
        home,
        seat -> List.of(Ask.list(home + "?limit=40", seat.world().home(seat.byLogin()))));
    String open = "/api/v1/timelines/public";
    Predicate<Post> listed = post -> World.isListed(post) && !post.answersOthers();
    add(
        Privacy.POSTS,
        open,
        seat ->
            List.of(
                list(seat, open + "?limit=40", listed),
                list(seat, open + "?limit=40&local=true", listed),
                list(seat, open + "?limit=40&remote=true", post -> false),
                list(seat, open + "?limit=40&only_media=true", listed.and(Post::media))));
    add(
        Privacy.POSTS,
        "/api/v1/timelines/tag/{hashtag}",
        seat ->
            List.of(
                list(seat, "/api/v1/timelines/tag/" + World.TAG + "?limit=40", World::isListed)));
    add(
        Privacy.POSTS,
        "/api/v1/accounts/{id}/statuses",
        seat -> Stream.of(Viewer.AUTHOR, Viewer.FRIEND).flatMap(of -> profile(seat, of)).toList());
  }

  private static Stream<Ask> profile(Seat seat, Viewer owner) {
    long id = seat.world().accounts.get(owner).id();
    String path = "/api/v1/accounts/" + id + "/statuses?limit=40";
    Predicate<Post> own = post -> post.author() == owner;
    return Stream.of(
        list(seat, path, own),
        list(seat, path + "&exclude_replies=true", own.and(post -> !post.answersOthers())),
        list(seat, path + "&exclude_reblogs=true", own.and(post -> !post.isBoost())),
        list(seat, path + "&only_media=true", own.and(Post::media)),
        list(seat, path + "&pinned=true", own.and(Post::pinned)),
        list(seat, path + "&tagged=" + World.TAG, own.and(post -> !post.isBoost())));
  }

  private static Ask list(Seat seat, String target, Predicate<Post> which) {
    return Ask.list(target, seat.world().words(seat.byLogin(), which));
  }

  /** What belongs to the caller. */
  private void own() {
    for (String template :
        List.of(
            "/api/v1/accounts/verify_credentials",
            "/api/v1/apps/verify_credentials",
            "/api/v1/accounts/relationships",
            "/api/v1/accounts/familiar_followers",
            "/api/v1/accounts/{id}/lists",
            "/api/v1/follow_requests",
            "/api/v1/blocks",
            "/api/v1/mutes",
            "/api/v1/domain_blocks",
            "/api/v1/lists",
            "/api/v1/filters",
            "/api/v2/filters",
            "/api/v1/announcements",
            "/api/v1/conversations",
            "/api/v1/scheduled_statuses",
            "/api/v1/followed_tags",
            "/api/v1/featured_tags",
            "/api/v1/endorsements",
            "/api/v1/suggestions",
            "/api/v2/suggestions",
            "/api/v1/preferences",
            "/api/v1/markers",
            "/api/v1/notifications/unread_count",
            "/oauth/userinfo")) {
      silent(Privacy.OWN, template);
    }
    for (String template : List.of("/api/v1/favourites", "/api/v1/bookmarks")) {
      add(
          Privacy.OWN,
          template,
          seat -> List.of(Ask.list(template + "?limit=40", seat.world().marked(seat.byLogin()))));
    }
    String notifications = "/api/v1/notifications";
    add(
        Privacy.OWN,
        notifications,
        seat ->
            List.of(Ask.list(notifications + "?limit=80", seat.world().notified(seat.byLogin()))));
    add(Privacy.OWN, notifications + "/{id}", VisibilityTable::notices);
    add(
        Privacy.OWN,
        "/api/v1/media/{id}",
        seat ->
            seat.world().uploads.stream()
                .map(
                    upload ->
                        one(
                            id -> "/api/v1/media/" + id,
                            upload.id(),
                            seat.byLogin() == Viewer.AUTHOR,
                            Set.of(upload.post().word())))
                .toList());
  }

  private static List<Ask> notices(Seat seat) {
    World world = seat.world();
    return world.notices.stream()
        .map(
            notice ->
                one(
                    id -> "/api/v1/notifications/" + id,
                    notice.id(),
                    notice.told().whom() == seat.byLogin() && world.stands(notice.told()),
                    Set.of(notice.told().about().word())))
        .toList();
  }

  private void pages() {
    for (String template :
        List.of(
            "/setup",
            "/auth/sign_up",
            "/auth/sign_in",
            "/oauth/authorize",
            "/welcome",
            "/settings/password")) {
      silent(Privacy.OWN, template);
    }
    silent(Privacy.STAFF, "/admin/approvals");
    Predicate<Post> listed = post -> World.isListed(post) && !post.answersOthers();
    add(Privacy.POSTS, "/", seat -> List.of(list(seat, "/", listed)));
    add(
        Privacy.POSTS,
        "/tags/{name}",
        seat -> List.of(list(seat, "/tags/" + World.TAG, World::isListed)));
    add(Privacy.POSTS, "/@{username}", VisibilityTable::profilePage);
    String post = "/@{username}/{id}";
    add(
        Privacy.POSTS,
        post,
        seat ->
            seat.wantsDocument()
                ? documents(seat, post, it -> !it.isBoost(), (s, it) -> Set.of(it.word()), true)
                : each(seat, post, it -> true, VisibilityTable::postPage));
  }

  private static List<Ask> profilePage(Seat seat) {
    boolean gone = seat.world().suspended.contains(Viewer.AUTHOR);
    String page = "/@" + Viewer.AUTHOR.username();
    return List.of(
        seat.wantsDocument() || gone
            ? Ask.silent(page)
            : list(seat, page, post -> post.author() == Viewer.AUTHOR && !post.answersOthers()));
  }

  private static Set<String> postPage(Seat seat, Post post) {
    Set<String> words = new TreeSet<>(seat.world().around(seat.byLogin(), post));
    words.add(post.shown());
    return words;
  }

  /** ActivityPub: what a signature opens; a browser is told nothing of what is there. */
  private void documents() {
    String one = "/users/{username}/statuses/{id}";
    Content word = (seat, it) -> Set.of(it.word());
    Content create = (seat, it) -> it.isBoost() ? Set.of() : Set.of(it.word());
    add(Privacy.POSTS, one, seat -> documents(seat, one, it -> !it.isBoost(), word, true));
    add(
        Privacy.POSTS,
        one + "/activity",
        seat -> documents(seat, one + "/activity", it -> true, create, false));
    add(
        Privacy.POSTS,
        one + "/replies",
        seat -> documents(seat, one + "/replies", it -> true, (s, it) -> Set.of(), true));
    String user = "/users/" + Viewer.AUTHOR.username();
    Predicate<Post> own = post -> post.author() == Viewer.AUTHOR && !post.isBoost();
    add(Privacy.POSTS, "/users/{username}/outbox", seat -> collection(seat, user + "/outbox", own));
    add(
        Privacy.POSTS,
        "/users/{username}/collections/featured",
        seat -> collection(seat, user + "/collections/featured", own.and(Post::pinned)));
  }

  /** Whoever asks, a collection lists what everybody may see, or is not there at all. */
  private static List<Ask> collection(Seat seat, String path, Predicate<Post> which) {
    boolean gone = seat.world().suspended.contains(Viewer.AUTHOR);
    boolean hidden = seat.world().isBlocked(seat.bySignature());
    if (gone || hidden || !seat.wantsDocument()) {
      return List.of(Ask.silent(path), Ask.silent(path + "?cursor="));
    }
    return List.of(Ask.list(path, seat.world().words(Viewer.ANONYMOUS, which)));
  }

  private static List<Ask> documents(
      Seat seat, String template, Predicate<Post> has, Content content, boolean buried) {
    World world = seat.world();
    List<Ask> asks = new ArrayList<>();
    for (Post post : world.posts) {
      Function<String, String> path = id -> path(template, post.author(), id);
      boolean shown =
          seat.wantsDocument() && has.test(post) && world.sees(seat.bySignature(), post);
      Ask ask = one(path, post.id(), shown, shown ? content.apply(seat, post) : Set.of());
      boolean gone = buried && post.deleted() && post.isOpen() && seat.wantsDocument();
      asks.add(gone ? new Ask(ask.target(), "", "", Fate.GONE, Set.of()) : ask);
      if (post.name().equals("plain")) {
        asks.add(one(id -> path(template, Viewer.STRANGER, id), post.id(), false, Set.of()));
      }
    }
    return asks;
  }

  private static String path(String template, Viewer author, String id) {
    return template.replace("{username}", author.username()).replace("{id}", id);
  }

  private void onPost(String template, Content content) {
    add(Privacy.POSTS, template, seat -> each(seat, template, it -> true, content));
  }

  private static List<Ask> each(
      Seat seat, String template, Predicate<Post> which, Content content) {
    World world = seat.world();
    List<Ask> asks = new ArrayList<>();
    for (Post post : world.posts) {
      boolean shown = which.test(post) && world.sees(seat.byLogin(), post);
      asks.add(
          one(
              id -> path(template, post.author(), id),
              post.id(),
              shown,
              shown ? content.apply(seat, post) : Set.of()));
    }
    return asks;
  }

  private static Ask one(Function<String, String> path, long id, boolean shown, Set<String> words) {
    String text = Long.toString(id);
    return shown
        ? new Ask(path.apply(text), "", text, Fate.SHOWN, words)
        : new Ask(path.apply(text), path.apply(World.MISSING), text, Fate.HIDDEN, Set.of());
  }

  private void silent(Privacy privacy, String template, String... targets) {
    add(
        privacy,
        template,
        seat ->
            targets.length > 0
                ? Stream.of(targets).map(Ask::silent).toList()
                : filled(seat.world(), template));
  }

  private static List<Ask> filled(World world, String template) {
    if (!template.contains("{")) {
      return List.of(Ask.silent(template));
    }
    return Stream.of(Viewer.AUTHOR, Viewer.BLOCKED)
        .map(world.accounts::get)
        .map(
            account ->
                template
                    .replace("{id}", Long.toString(account.id()))
                    .replace("{username}", account.username()))
        .map(Ask::silent)
        .toList();
  }
}
