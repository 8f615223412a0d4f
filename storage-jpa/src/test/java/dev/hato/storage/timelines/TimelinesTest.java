package dev.hato.storage.timelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.storage.Database;
import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.media.Media;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.tags.TagName;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.TestDatabases;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelinesTest {
  private static final Page PAGE = Page.first(40);

  private static void in(Dialect dialect, Consumer<Tx> work) {
    try (Database database = TestDatabases.open(dialect)) {
      database.transactions().run(work::accept);
    }
  }

  private static void tag(Tx tx, Status status, String... names) {
    for (String name : names) {
      tx.tags().attach(status.id(), List.of(tagId(tx, name)));
    }
  }

  private static long tagId(Tx tx, String name) {
    return tx.tags().ensure(List.of(TagName.parse(name).orElseThrow())).getFirst().id();
  }

  private static void picture(Tx tx, Status status) {
    Media media = tx.media().add(Media.newBuilder(status.accountId(), tx.now()).build());
    tx.media().attach(status.id(), status.accountId(), List.of(media.id()));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void thePublicTimelineHoldsPublicStatusesThatAnswerNobodyElse(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          long bob = People.remote(tx, "bob", "b.example");
          Status local = Posts.add(tx, Posts.draft(tx, alice).language("ja"));
          Status remote = Posts.add(tx, Posts.draft(tx, bob).remote().language("en"));
          Status self = Posts.reply(tx, alice, local);
          Posts.reply(tx, bob, local);
          Posts.add(tx, Posts.draft(tx, bob).inReplyToUri("https://c.example/1"));
          Posts.boost(tx, alice, remote);
          for (Visibility hidden :
              List.of(Visibility.UNLISTED, Visibility.PRIVATE, Visibility.DIRECT)) {
            Posts.post(tx, alice, hidden);
          }
          picture(tx, local);
          Viewer anybody = Viewer.anonymous();
          assertThat(tx.timelines().open(anybody, PublicFilter.ALL, PAGE))
              .containsExactly(self.id(), remote.id(), local.id());
          assertThat(tx.timelines().open(anybody, PublicFilter.LOCAL, PAGE))
              .containsExactly(self.id(), local.id());
          assertThat(
                  tx.timelines()
                      .open(
                          anybody,
                          new PublicFilter(PublicFilter.Origin.REMOTE, false, Set.of()),
                          PAGE))
              .containsExactly(remote.id());
          assertThat(
                  tx.timelines()
                      .open(
                          anybody, new PublicFilter(PublicFilter.Origin.ALL, true, Set.of()), PAGE))
              .containsExactly(local.id());
          assertThat(
                  tx.timelines()
                      .open(
                          anybody,
                          new PublicFilter(PublicFilter.Origin.ALL, false, Set.of("ja")),
                          PAGE))
              .containsExactly(self.id(), local.id());
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whomTheViewerDoesNotWantIsNotOnAnyOpenTimeline(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long viewer = People.local(tx, "viewer");
          long blocked = People.local(tx, "blocked");
          long blocking = People.local(tx, "blocking");
          long muted = People.local(tx, "muted");
          long away = People.remote(tx, "away", "b.example");
          long silenced = People.local(tx, "silenced");
          long fine = People.local(tx, "fine");
          People.block(tx, viewer, blocked);
          People.block(tx, blocking, viewer);
          People.mute(tx, viewer, muted);
          People.blockDomain(tx, viewer, "b.example");
          People.silence(tx, silenced);
          List<Long> all = new ArrayList<>();
          for (long author : new long[] {blocked, blocking, muted, away, silenced, fine}) {
            Status post = Posts.post(tx, author);
            tag(tx, post, "鳩");
            all.addFirst(post.id());
          }
          TagFilter tag = TagFilter.of(tagId(tx, "鳩"));
          List<Long> unsilenced = new ArrayList<>(all);
          unsilenced.remove(1);
          for (boolean tagged : new boolean[] {false, true}) {
            assertThat(list(tx, Viewer.anonymous(), tagged, tag)).isEqualTo(unsilenced);
            assertThat(list(tx, Viewer.of(viewer), tagged, tag)).containsExactly(all.get(0));
          }
          People.follow(tx, viewer, silenced);
          assertThat(list(tx, Viewer.of(viewer), false, tag)).isEqualTo(all.subList(0, 2));
        });
  }

  private static List<Long> list(Tx tx, Viewer viewer, boolean tagged, TagFilter tag) {
    return tagged
        ? tx.timelines().tagged(viewer, tag, PAGE)
        : tx.timelines().open(viewer, PublicFilter.ALL, PAGE);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void tagsCombineByAnyAllAndNone(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          Status a = Posts.post(tx, alice);
          Status ab = Posts.post(tx, alice);
          Status abc = Posts.reply(tx, alice, a);
          Status hidden = Posts.post(tx, alice, Visibility.UNLISTED);
          tag(tx, a, "a");
          tag(tx, ab, "a", "b");
          tag(tx, abc, "a", "b", "c");
          tag(tx, hidden, "a");
          long idA = tagId(tx, "a");
          long idB = tagId(tx, "b");
          long idC = tagId(tx, "c");
          var all = PublicFilter.Origin.ALL;
          Viewer viewer = Viewer.anonymous();
          assertThat(tx.timelines().tagged(viewer, TagFilter.of(idA), PAGE))
              .containsExactly(abc.id(), ab.id(), a.id());
          assertThat(
                  tx.timelines()
                      .tagged(
                          viewer,
                          new TagFilter(Set.of(idA, idC), Set.of(idB), Set.of(), all, false),
                          PAGE))
              .containsExactly(abc.id(), ab.id());
          assertThat(
                  tx.timelines()
                      .tagged(
                          viewer,
                          new TagFilter(Set.of(idA), Set.of(idB), Set.of(idC), all, false),
                          PAGE))
              .containsExactly(ab.id());
          assertThatThrownBy(() -> new TagFilter(Set.of(), Set.of(), Set.of(), all, false))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aProfileShowsWhatItsVisitorMaySeeAndAskedFor(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          long bob = People.local(tx, "bob");
          long stranger = People.local(tx, "stranger");
          long mentioned = People.local(tx, "mentioned");
          long blocked = People.local(tx, "blocked");
          People.follow(tx, bob, alice);
          People.block(tx, alice, blocked);
          Status post = Posts.post(tx, alice);
          Status closed = Posts.post(tx, alice, Visibility.PRIVATE);
          Status direct = Posts.post(tx, alice, Visibility.DIRECT, mentioned);
          Status answer = Posts.reply(tx, alice, Posts.post(tx, bob));
          Status boost = Posts.boost(tx, alice, Posts.post(tx, stranger));
          picture(tx, answer);
          tag(tx, closed, "a");
          tx.pins().add(alice, post.id());
          assertThat(profile(tx, Viewer.of(alice), alice, AccountFilter.ALL))
              .containsExactly(boost.id(), answer.id(), direct.id(), closed.id(), post.id());
          assertThat(profile(tx, Viewer.of(bob), alice, AccountFilter.ALL))
              .containsExactly(boost.id(), answer.id(), closed.id(), post.id());
          assertThat(profile(tx, Viewer.of(mentioned), alice, AccountFilter.ALL))
              .containsExactly(boost.id(), answer.id(), direct.id(), post.id());
          assertThat(profile(tx, Viewer.anonymous(), alice, AccountFilter.ALL))
              .containsExactly(boost.id(), answer.id(), post.id());
          assertThat(profile(tx, Viewer.of(blocked), alice, AccountFilter.ALL)).isEmpty();
          Viewer self = Viewer.of(alice);
          assertThat(profile(tx, self, alice, AccountFilter.ALL.withoutReplies().withoutReblogs()))
              .containsExactly(direct.id(), closed.id(), post.id());
          assertThat(profile(tx, self, alice, AccountFilter.ALL.withMedia()))
              .containsExactly(answer.id());
          assertThat(profile(tx, self, alice, AccountFilter.ALL.onlyPinned()))
              .containsExactly(post.id());
          assertThat(profile(tx, self, alice, AccountFilter.ALL.tagged(tagId(tx, "a"))))
              .containsExactly(closed.id());
          People.mute(tx, bob, stranger);
          assertThat(profile(tx, Viewer.of(bob), alice, AccountFilter.ALL))
              .doesNotContain(boost.id());
        });
  }

  private static List<Long> profile(Tx tx, Viewer viewer, long account, AccountFilter filter) {
    return tx.timelines().profile(viewer, account, filter, PAGE);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aPageIsFullHoweverMuchIsLeftOutAboveIt(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long viewer = People.local(tx, "viewer");
          long friend = People.local(tx, "friend");
          long loud = People.local(tx, "loud");
          People.mute(tx, viewer, loud);
          List<Long> wanted = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            wanted.addFirst(Posts.post(tx, friend).id());
            for (int noise = 0; noise < 60; noise++) {
              Posts.post(tx, loud);
            }
          }
          Viewer reader = Viewer.of(viewer);
          List<Long> first = tx.timelines().open(reader, PublicFilter.ALL, Page.first(3));
          assertThat(first).isEqualTo(wanted.subList(0, 3));
          Page older = Page.first(3).withMaxId(first.getLast());
          assertThat(tx.timelines().open(reader, PublicFilter.ALL, older))
              .isEqualTo(wanted.subList(3, 4));
          Page newer = Page.first(2).withMinId(wanted.getLast());
          assertThat(tx.timelines().open(reader, PublicFilter.ALL, newer))
              .isEqualTo(wanted.subList(1, 3));
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R18_pagingInBothDirectionsWhileOthersPostGivesEachStatusOnce(Dialect dialect)
      throws Exception {
    try (Database database = TestDatabases.open(dialect);
        ExecutorService writer = Executors.newSingleThreadExecutor()) {
      long alice = database.transactions().write(tx -> People.local(tx, "alice"));
      List<Long> old = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        old.addFirst(database.transactions().write(tx -> Posts.post(tx, alice)).id());
      }
      CountDownLatch started = new CountDownLatch(1);
      Future<List<Long>> posting = writer.submit(() -> post(database, alice, started));
      assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();

      List<Long> down = new ArrayList<>();
      for (Page page = Page.first(7).withMaxId(old.getFirst() + 1); ; ) {
        List<Long> ids = read(database, page);
        if (ids.isEmpty()) {
          break;
        }
        down.addAll(ids);
        page = page.withMaxId(ids.getLast());
      }
      assertThat(down).isEqualTo(old);

      List<Long> posted = posting.get(60, TimeUnit.SECONDS);
      List<Long> up = new ArrayList<>();
      for (Page page = Page.first(7).withMinId(old.getFirst()); ; ) {
        List<Long> ids = read(database, page);
        if (ids.isEmpty()) {
          break;
        }
        assertThat(ids).isSortedAccordingTo(Collections.reverseOrder());
        up.addAll(ids.reversed());
        page = page.withMinId(ids.getFirst());
      }
      assertThat(up).isEqualTo(posted);
      assertThat(read(database, Page.first(7).withSinceId(old.getFirst())))
          .isEqualTo(posted.reversed().subList(0, 7));
    }
  }

  private static List<Long> post(Database database, long author, CountDownLatch started) {
    List<Long> posted = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      posted.add(database.transactions().write(tx -> Posts.post(tx, author)).id());
      started.countDown();
    }
    return posted;
  }

  private static List<Long> read(Database database, Page page) {
    return database
        .transactions()
        .read(tx -> tx.timelines().open(Viewer.anonymous(), PublicFilter.LOCAL, page));
  }
}
