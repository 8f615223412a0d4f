package dev.hato.storage.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.storage.Database;
import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.TestDatabases;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaAttachmentsTest {
  private static void in(Dialect dialect, Consumer<Tx> work) {
    try (Database database = TestDatabases.open(dialect)) {
      database.transactions().run(work::accept);
    }
  }

  private static Media upload(Tx tx, long owner) {
    return tx.media().add(Media.newBuilder(owner, tx.now()).fileKey("a/b.png").build());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void everyPartComesBackAsItWasAdded(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          Media added =
              tx.media()
                  .add(
                      Media.newBuilder(alice, tx.now())
                          .type(MediaType.VIDEO)
                          .processing(Processing.PENDING)
                          .fileKey("a/b.mp4")
                          .thumbnailKey("a/b.png")
                          .contentType("video/mp4")
                          .fileSize(5_000_000_000L)
                          .remoteUrl("https://b.example/b.mp4")
                          .thumbnailRemoteUrl("https://b.example/b.png")
                          .blurhash("UBL_:rOpGG-oBUNG")
                          .focus(new Focus(-0.5, 0.25))
                          .description("飛ぶ鳩")
                          .meta("{\"original\":{\"width\":1}}")
                          .build());
          assertThat(tx.media().findByIdAndOwner(added.id(), alice)).contains(added);
          Media changed = added.toBuilder().description("眠る鳩").focus(new Focus(0, 0)).build();
          assertThat(tx.media().change(changed)).isTrue();
          assertThat(tx.media().findByIdAndOwner(added.id(), alice)).contains(changed);
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void L08_anothersAttachmentIsLikeNone(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          long mallory = People.local(tx, "mallory");
          Media own = upload(tx, mallory);
          Media media = upload(tx, alice);
          long post = Posts.post(tx, mallory).id();
          Media stolen =
              Media.newBuilder(mallory, tx.now()).id(media.id()).description("mine").build();
          assertThat(tx.media().findByIdAndOwner(media.id(), mallory)).isEmpty();
          assertThat(tx.media().change(stolen)).isFalse();
          assertThat(tx.media().removeUnattached(media.id(), mallory)).isFalse();
          assertThat(tx.media().attach(post, mallory, List.of(own.id(), media.id()))).isFalse();
          assertThat(tx.media().ofStatuses(List.of(post))).isEmpty();
          assertThat(tx.media().findByIdAndOwner(media.id(), alice)).contains(media);
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anUploadBelongsToOneStatusInTheGivenOrder(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          long first = Posts.post(tx, alice).id();
          long second = Posts.post(tx, alice).id();
          Media a = upload(tx, alice);
          Media b = upload(tx, alice);
          Media c = upload(tx, alice);
          assertThat(tx.media().attach(first, alice, List.of(b.id(), a.id()))).isTrue();
          assertThat(tx.media().attach(second, alice, List.of(a.id()))).isFalse();
          assertThat(tx.media().attach(second, alice, List.of(12345L))).isFalse();
          assertThat(tx.media().attach(first, alice, List.of(c.id(), b.id()))).isTrue();
          assertThat(tx.media().ofStatuses(List.of(first, second)).get(first))
              .extracting(Media::id)
              .containsExactly(c.id(), b.id());
          assertThat(tx.media().findByIdAndOwner(a.id(), alice).orElseThrow().statusId()).isEmpty();
          assertThat(tx.media().attach(first, alice, List.of())).isTrue();
          assertThat(tx.media().ofStatuses(List.of(first))).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatWasNeverPostedIsFoundForTheCleanUp(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          Media waiting = upload(tx, alice);
          Media posted = upload(tx, alice);
          long post = Posts.post(tx, alice).id();
          tx.media().attach(post, alice, List.of(posted.id()));
          assertThat(tx.media().unattachedBefore(tx.now().plusSeconds(1), 10))
              .containsExactly(waiting);
          assertThat(tx.media().unattachedBefore(tx.now(), 10)).isEmpty();
          assertThat(tx.media().removeUnattached(posted.id(), alice)).isFalse();
          assertThat(tx.media().removeUnattached(waiting.id(), alice)).isTrue();
          assertThat(tx.media().removeOf(List.of(post)))
              .extracting(Media::fileKey)
              .containsExactly("a/b.png");
          assertThat(tx.media().findByIdAndOwner(posted.id(), alice)).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aRemoteStatusBringsItsAttachmentsInOrder(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.remote(tx, "alice", "b.example");
          long post = Posts.post(tx, alice).id();
          List<Media> media =
              List.of(
                  Media.newBuilder(alice, tx.now()).remoteUrl("https://b.example/2").build(),
                  Media.newBuilder(alice, tx.now()).remoteUrl("https://b.example/1").build());
          List<Media> added = tx.media().addAll(post, media);
          assertThat(tx.media().ofStatuses(List.of(post)).get(post)).isEqualTo(added);
          assertThat(added)
              .allSatisfy(m -> assertThat(m.statusId()).isEqualTo(OptionalLong.of(post)));
        });
  }

  @Test
  void aFocusOutsideThePictureIsRefused() {
    assertThatThrownBy(() -> new Focus(1.5, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Focus(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
