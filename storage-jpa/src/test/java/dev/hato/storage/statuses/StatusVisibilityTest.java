package dev.hato.storage.statuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Database;
import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.RandomWorld;
import dev.hato.storage.testkit.TestDatabases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusVisibilityTest {
  private static final String ALL_VIEWERS =
      "anonymous stranger pending follower mentioned author blocked blockedFollower"
          + " blockedMentioned foreign";

  /** Rows of the privacy table: who sees which visibility of the same author. */
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theTableHoldsForEveryViewer(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      Map<String, Viewer> viewers = new HashMap<>();
      Map<Visibility, Long> posts = new HashMap<>();
      database.transactions().run(tx -> prepare(tx, viewers, posts));
      assertSees(
          database,
          viewers,
          posts.get(Visibility.PUBLIC),
          "anonymous stranger pending follower mentioned author");
      assertSees(
          database,
          viewers,
          posts.get(Visibility.UNLISTED),
          "anonymous stranger pending follower mentioned author");
      assertSees(database, viewers, posts.get(Visibility.PRIVATE), "follower mentioned author");
      assertSees(database, viewers, posts.get(Visibility.DIRECT), "mentioned author");
      database.transactions().run(tx -> People.suspend(tx, known(viewers.get("author"))));
      for (long post : posts.values()) {
        assertSees(database, viewers, post, "");
      }
    }
  }

  private static void prepare(Tx tx, Map<String, Viewer> viewers, Map<Visibility, Long> posts) {
    for (String name : ALL_VIEWERS.split(" ")) {
      boolean foreign = name.equals("foreign");
      long id = foreign ? People.remote(tx, name, "b.example") : People.local(tx, name);
      viewers.put(name, Viewer.of(id));
    }
    viewers.put("anonymous", Viewer.anonymous());
    long author = known(viewers.get("author"));
    People.follow(tx, known(viewers.get("follower")), author);
    People.request(tx, known(viewers.get("pending")), author);
    People.follow(tx, known(viewers.get("blockedFollower")), author);
    for (String blocked : List.of("blocked", "blockedFollower", "blockedMentioned")) {
      People.block(tx, author, known(viewers.get(blocked)));
    }
    People.blockDomain(tx, author, "b.example");
    for (Visibility visibility : Visibility.values()) {
      Status post =
          Posts.post(
              tx,
              author,
              visibility,
              known(viewers.get("mentioned")),
              known(viewers.get("blockedMentioned")));
      posts.put(visibility, post.id());
    }
  }

  private static void assertSees(
      Database database, Map<String, Viewer> viewers, long post, String expected) {
    List<String> seeing = new ArrayList<>();
    for (String name : ALL_VIEWERS.split(" ")) {
      boolean sees =
          database
              .transactions()
              .<Boolean>read(tx -> tx.statusQueries().load(viewers.get(name), post).isPresent());
      if (sees) {
        seeing.add(name);
      }
    }
    assertThat(String.join(" ", seeing)).isEqualTo(expected);
  }

  private static long known(Viewer viewer) {
    return ((Viewer.Known) viewer).accountId();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aBoostIsSeenByWhoSeesBothBoostAndOriginal(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      database
          .transactions()
          .run(
              tx -> {
                long author = People.local(tx, "alice");
                long booster = People.local(tx, "bob");
                long blockedByAuthor = People.local(tx, "carol");
                long blockedByBooster = People.local(tx, "dave");
                People.block(tx, author, blockedByAuthor);
                People.block(tx, booster, blockedByBooster);
                Status original = Posts.post(tx, author);
                Status boost = Posts.boost(tx, booster, original);
                List<Long> both = List.of(boost.id(), original.id());
                assertThat(tx.statusQueries().visible(Viewer.anonymous(), both)).isEqualTo(both);
                assertThat(tx.statusQueries().visible(Viewer.of(blockedByAuthor), both)).isEmpty();
                assertThat(tx.statusQueries().visible(Viewer.of(blockedByBooster), both))
                    .containsExactly(original.id());
                tx.statuses().delete(original.id(), tx.now());
                assertThat(tx.statusQueries().visible(Viewer.of(booster), both)).isEmpty();
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void sqlAgreesWithTheFactsOnARandomWorld(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      RandomWorld world = RandomWorld.fill(database, 20261122, 40, 400);
      List<OptionalLong> viewers = new ArrayList<>(List.of(OptionalLong.empty()));
      world.accounts().forEach(id -> viewers.add(OptionalLong.of(id)));
      int seen = 0;
      for (OptionalLong viewer : viewers) {
        Viewer reader = viewer.isPresent() ? Viewer.of(viewer.getAsLong()) : Viewer.anonymous();
        List<Long> expected =
            world.statuses().stream().filter(id -> sees(world.facts(viewer, id))).toList();
        List<Long> actual =
            database
                .transactions()
                .read(tx -> tx.statusQueries().visible(reader, world.statuses()));
        assertThat(actual).as("viewer %s", viewer).isEqualTo(expected);
        seen += actual.size();
      }
      assertThat(seen).isBetween(1_000, viewers.size() * world.statuses().size() - 1_000);
    }
  }

  private static boolean sees(RandomWorld.Facts facts) {
    if (facts.deleted()
        || facts.authorSuspended()
        || !facts.original().map(StatusVisibilityTest::sees).orElse(true)) {
      return false;
    }
    if (facts.viewerIsAuthor()) {
      return true;
    }
    if (facts.authorBlocksViewer() || facts.authorBlocksViewersDomain()) {
      return false;
    }
    return switch (facts.visibility()) {
      case PUBLIC, UNLISTED -> true;
      case PRIVATE -> facts.viewerFollowsAuthor() || facts.viewerIsMentioned();
      case DIRECT -> facts.viewerIsMentioned();
    };
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatTheViewerMayNotSeeIsLeftOutOfEveryList(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      database
          .transactions()
          .run(
              tx -> {
                long author = People.local(tx, "alice");
                long reader = People.local(tx, "bob");
                People.follow(tx, reader, author);
                Status post = Posts.post(tx, author, Visibility.PRIVATE);
                tx.favourites().add(reader, post.id(), "");
                tx.bookmarks().add(reader, post.id());
                var page = dev.hato.storage.kernel.Page.first(20);
                assertThat(tx.favourites().statuses(reader, page)).hasSize(1);
                assertThat(tx.bookmarks().statuses(reader, page)).hasSize(1);
                People.block(tx, author, reader);
                assertThat(tx.favourites().statuses(reader, page)).isEmpty();
                assertThat(tx.bookmarks().statuses(reader, page)).isEmpty();
                assertThat(
                        Set.copyOf(
                            tx.statusQueries().visible(Viewer.of(reader), List.of(post.id()))))
                    .isEmpty();
              });
    }
  }
}
