package dev.hato.storage.statuses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.storage.Database;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.EmojiRef;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusesTest {
  private static void in(Dialect dialect, Consumer<Tx> work) {
    try (Database database = TestDatabases.open(dialect)) {
      database.transactions().run(work::accept);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void everyPartComesBackAsItWasAdded(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long author = People.remote(tx, "alice", "b.example");
          Status parent = Posts.post(tx, author);
          Status added =
              Posts.add(
                  tx,
                  Posts.draft(tx, author)
                      .remote()
                      .url("https://b.example/@alice/1")
                      .visibility(Visibility.UNLISTED)
                      .text("鳩 source")
                      .content("<p>鳩</p>")
                      .spoilerText("birds")
                      .sensitive(true)
                      .language("ja")
                      .emojis(List.of(new EmojiRef("hato", "https://b.example/h.gif", "")))
                      .inReplyTo(parent)
                      .applicationId(7)
                      .editedAt(tx.now().plusSeconds(1)));
          assertThat(tx.statuses().find(added.id())).contains(added);
          assertThat(tx.statuses().findByUri(added.uri())).contains(added);
          assertThat(tx.statuses().findAll(List.of(added.id(), 5L))).containsExactly(added);
          assertThat(added.conversationId()).isEqualTo(parent.id());
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R04_theSameUriIsAddedOnce(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long author = People.remote(tx, "alice", "b.example");
          Status first = Posts.post(tx, author);
          Status again =
              Status.newBuilder(tx.nextId(), author, first.uri(), tx.now()).remote().build();
          assertThat(tx.statuses().add(again)).isEqualTo(new StatusInsert.Known(first));
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R04_aStatusIsBoostedOnceByAnAccountAndAgainAfterUndo(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          long bob = People.local(tx, "bob");
          Status post = Posts.post(tx, alice);
          Status boost = Posts.boost(tx, bob, post);
          StatusInsert second = tx.statuses().add(Posts.draft(tx, bob).reblogOf(post).build());
          assertThat(second).isInstanceOf(StatusInsert.Known.class);
          assertThat(((StatusInsert.Known) second).status().id()).isEqualTo(boost.id());
          assertThat(tx.statuses().delete(boost.id(), tx.now()))
              .hasValueSatisfying(gone -> assertThat(gone.reblogOfId()).hasValue(post.id()));
          assertThat(tx.statuses().findBoost(bob, post.id())).isEmpty();
          assertThat(tx.statuses().find(post.id()).orElseThrow().counts().reblogs()).isZero();
          Posts.boost(tx, bob, post);
          assertThat(tx.statuses().find(post.id()).orElseThrow().counts().reblogs()).isEqualTo(1);
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R19_aCreateAfterItsDeleteIsRefused(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long author = People.remote(tx, "alice", "b.example");
          String uri = "https://b.example/never/seen";
          assertThat(tx.statuses().deleteRemote(uri, author, tx.now())).isEmpty();
          Status late = Status.newBuilder(tx.nextId(), author, uri, tx.now()).remote().build();
          assertThat(tx.statuses().add(late)).isEqualTo(new StatusInsert.Buried(uri));
          assertThat(tx.statuses().buried(uri)).isPresent();
          assertThat(tx.statuses().findByUri(uri)).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R19_aCreateAfterTheDeleteOfAKnownStatusIsRefused(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long author = People.remote(tx, "alice", "b.example");
          Status post = Posts.post(tx, author);
          assertThat(tx.statuses().deleteRemote(post.uri(), author, tx.now()))
              .map(Status::id)
              .contains(post.id());
          assertThat(tx.statuses().deleteRemote(post.uri(), author, tx.now())).isEmpty();
          assertThat(
                  tx.statuses()
                      .add(Status.newBuilder(tx.nextId(), author, post.uri(), tx.now()).build()))
              .isEqualTo(new StatusInsert.Buried(post.uri()));
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aDeleteByAnotherAccountDoesNothing(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long author = People.remote(tx, "alice", "b.example");
          long other = People.remote(tx, "mallory", "b.example");
          Status post = Posts.post(tx, author);
          assertThat(tx.statuses().deleteRemote(post.uri(), other, tx.now())).isEmpty();
          assertThat(tx.statuses().find(post.id())).isPresent();
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void deletingAStatusDeletesItsBoostsAndPins(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          long bob = People.local(tx, "bob");
          Status post = Posts.post(tx, alice);
          Status boost = Posts.boost(tx, bob, post);
          tx.pins().add(alice, post.id());
          tx.statuses().delete(post.id(), tx.now());
          assertThat(tx.statuses().find(boost.id())).isEmpty();
          assertThat(tx.pins().count(alice)).isZero();
          assertThat(tx.statuses().delete(post.id(), tx.now())).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anEditKeepsWhatWasSaidBefore(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          Status post = Posts.post(tx, alice);
          Instant first = tx.now().plusSeconds(60);
          Instant second = tx.now().plusSeconds(120);
          assertThat(edit(tx, post, "two", second)).isTrue();
          assertThat(edit(tx, post, "out of order", first)).isFalse();
          assertThat(edit(tx, post, "three", second.plusSeconds(1))).isTrue();
          assertThat(tx.statusEdits().history(post.id()))
              .extracting(StatusEdit::text)
              .containsExactly("words", "two", "three");
          assertThat(tx.statusEdits().history(post.id()))
              .extracting(StatusEdit::createdAt)
              .containsExactly(post.createdAt(), second, second.plusSeconds(1));
          Status shown = tx.statuses().find(post.id()).orElseThrow();
          assertThat(shown.text()).isEqualTo("three");
          assertThat(shown.editedAt()).contains(second.plusSeconds(1));
          tx.statuses().delete(post.id(), tx.now());
          assertThat(tx.statusEdits().history(post.id())).isEmpty();
          assertThat(edit(tx, post, "too late", second.plusSeconds(9))).isFalse();
        });
  }

  private static boolean edit(Tx tx, Status post, String text, Instant at) {
    return tx.statusEdits()
        .edit(post.toBuilder().text(text).visibility(Visibility.DIRECT).editedAt(at).build());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void M18_anEditDoesNotChangeWhomAStatusIsFor(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          Status post = Posts.post(tx, alice, Visibility.PRIVATE);
          tx.statusEdits()
              .edit(
                  post.toBuilder()
                      .visibility(Visibility.PUBLIC)
                      .editedAt(tx.now().plusSeconds(1))
                      .build());
          assertThat(tx.statuses().find(post.id()).orElseThrow().visibility())
              .isEqualTo(Visibility.PRIVATE);
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void repliesThatCameFirstFindTheirParent(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.remote(tx, "alice", "b.example");
          Status.Builder unknown = Posts.draft(tx, alice);
          String uri = unknown.build().uri();
          Status open = Posts.add(tx, Posts.draft(tx, alice).inReplyToUri(uri));
          Posts.add(tx, Posts.draft(tx, alice).inReplyToUri(uri).visibility(Visibility.PRIVATE));
          Status parent = Posts.add(tx, unknown);
          assertThat(tx.statuses().adoptReplies(parent)).isEqualTo(2);
          assertThat(tx.statuses().adoptReplies(parent)).isZero();
          assertThat(tx.statuses().find(open.id()).orElseThrow().inReplyToId())
              .hasValue(parent.id());
          assertThat(tx.statuses().find(parent.id()).orElseThrow().counts().replies()).isEqualTo(1);
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void favouritesBookmarksPinsAndMutesSayWhetherSomethingChanged(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          Status post = Posts.post(tx, alice);
          long id = post.id();
          assertThat(tx.favourites().add(alice, id, "https://b.example/like")).isTrue();
          assertThat(tx.favourites().add(alice, id, "")).isFalse();
          assertThat(tx.favourites().statusOf(alice, "https://b.example/like")).contains(id);
          assertThat(tx.statuses().find(id).orElseThrow().counts().favourites()).isEqualTo(1);
          assertThat(tx.bookmarks().add(alice, id)).isTrue();
          assertThat(tx.bookmarks().add(alice, id)).isFalse();
          assertThat(tx.pins().add(alice, id)).isTrue();
          assertThat(tx.pins().add(alice, id)).isFalse();
          assertThat(tx.conversationMutes().add(alice, post.conversationId())).isTrue();
          assertThat(tx.conversationMutes().add(alice, post.conversationId())).isFalse();
          assertThat(tx.statusQueries().load(Viewer.of(alice), id).orElseThrow().flags())
              .isEqualTo(new ViewerFlags(true, false, true, true, true));
          assertThat(tx.favourites().remove(alice, id)).isTrue();
          assertThat(tx.favourites().remove(alice, id)).isFalse();
          assertThat(tx.bookmarks().remove(alice, id)).isTrue();
          assertThat(tx.pins().remove(alice, id)).isTrue();
          assertThat(tx.conversationMutes().remove(alice, post.conversationId())).isTrue();
          assertThat(tx.statusQueries().load(Viewer.of(alice), id).orElseThrow().flags())
              .isEqualTo(ViewerFlags.NONE);
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anIdempotencyKeyStandsForItsStatusForAnHour(Dialect dialect) {
    SettableSource clock = new SettableSource();
    try (Database database = TestDatabases.open(dialect, clock)) {
      long alice = database.transactions().write(tx -> People.local(tx, "alice"));
      assertThat(claim(database, alice, 1)).isEmpty();
      assertThat(claim(database, alice, 2)).hasValue(1);
      clock.advance(Duration.ofMinutes(59));
      assertThat(claim(database, alice, 3)).hasValue(1);
      clock.advance(Duration.ofMinutes(2));
      assertThat(claim(database, alice, 4)).isEmpty();
      assertThat(claim(database, alice, 5)).hasValue(4);
      database
          .transactions()
          .run(
              tx ->
                  assertThat(tx.idempotencyKeys().forgetBefore(tx.now().plusSeconds(1)))
                      .isEqualTo(1));
      assertThatThrownBy(
              () ->
                  database
                      .transactions()
                      .run(tx -> tx.idempotencyKeys().claim(alice, "k".repeat(256), 6)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static OptionalLong claim(Database database, long account, long status) {
    return database.transactions().write(tx -> tx.idempotencyKeys().claim(account, "key", status));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whoTookPartIsListedWithoutThoseTheViewerDoesNotWant(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          long bob = People.local(tx, "bob");
          long carol = People.local(tx, "carol");
          Status post = Posts.post(tx, alice);
          for (long account : List.of(alice, bob, carol)) {
            tx.favourites().add(account, post.id(), "");
            Posts.boost(tx, account, post);
          }
          People.block(tx, carol, bob);
          Page page = Page.first(20);
          assertThat(tx.favourites().accounts(post.id(), Viewer.anonymous(), page))
              .extracting("value")
              .containsExactly(carol, bob, alice);
          assertThat(tx.favourites().accounts(post.id(), Viewer.of(bob), page))
              .extracting("value")
              .containsExactly(bob, alice);
          assertThat(tx.statuses().boostedBy(post.id(), Viewer.of(bob), page))
              .extracting("value")
              .containsExactly(bob, alice);
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void thePurgeEmptiesADeletedStatusAndKeepsItsTombstone(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          Status kept = Posts.post(tx, alice);
          Status gone = Posts.post(tx, alice, Visibility.PUBLIC, alice);
          tx.favourites().add(alice, gone.id(), "");
          tx.statuses().delete(gone.id(), tx.now());
          Instant later = tx.now().plusSeconds(1);
          assertThat(tx.statusPurge().due(later, 10)).containsExactly(gone.id());
          tx.statusPurge().empty(List.of(gone.id(), kept.id()));
          assertThat(tx.statusPurge().due(later, 10)).isEmpty();
          assertThat(tx.statuses().buried(gone.uri())).isPresent();
          assertThat(tx.statuses().mentions(gone.id())).isEmpty();
          assertThat(tx.statuses().find(kept.id()).orElseThrow().text()).isEqualTo("words");
        });
  }
}
