package dev.hato.server.statuses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.server.kernel.Problem;
import dev.hato.storage.media.Media;
import dev.hato.storage.statuses.StatusEdit;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.testkit.People;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Editing, deleting, boosting, favouriting, bookmarking, pinning. */
final class MarksTest {
  private final StatusRig rig = new StatusRig();
  private long alice;
  private long bob;

  @BeforeEach
  void people() {
    alice = rig.write(tx -> People.local(tx, "alice"));
    bob = rig.write(tx -> People.local(tx, "bob"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void anEditKeepsTheVersionBeforeAndNobodyLosesSight() {
    String name = rig.account(bob).username();
    long id = post("hi @" + name, Visibility.DIRECT);
    rig.clock.advance(Duration.ofMinutes(1));
    rig.edit.edit(alice, id, StatusDraft.newBuilder("hi all").spoilerText("wave").build());
    rig.edit.edit(alice, id, StatusDraft.newBuilder("hi all").spoilerText("wave").build());
    ApiStatus shown = show(bob, id);
    assertThat(shown.content()).isEqualTo("<p>hi all</p>");
    assertThat(shown.sensitive()).isTrue();
    assertThat(shown.mentions()).isEmpty();
    assertThat(shown.editedAt()).isEqualTo(rig.clock.instant());
    List<StatusEdit> versions = rig.read(tx -> tx.statusEdits().history(id));
    assertThat(versions).extracting(StatusEdit::text).containsExactly("hi @" + name, "hi all");
    assertThat(rig.events())
        .containsExactly(new StatusPosted(id, true, true), new StatusEdited(id));
  }

  @Test
  void anothersPostCannotBeEditedOrDeletedAndLooksMissing() {
    long id = post("mine", Visibility.PUBLIC);
    StatusDraft draft = StatusDraft.newBuilder("yours").build();
    assertThatThrownBy(() -> rig.edit.edit(bob, id, draft)).hasMessage("Record not found");
    assertThatThrownBy(() -> rig.delete.delete(bob, id)).hasMessage("Record not found");
    assertThat(show(bob, id).content()).isEqualTo("<p>mine</p>");
  }

  @Test
  void aDeletedPostGivesItsTextAndItsUploadsBack() {
    long upload =
        rig.write(
            tx ->
                tx.media()
                    .add(Media.newBuilder(alice, tx.now()).contentType("image/png").build())
                    .id());
    StatusDraft draft = StatusDraft.newBuilder("with a picture").mediaIds(List.of(upload)).build();
    long id = rig.post.post(alice, draft);
    ApiStatus gone = rig.delete.delete(alice, id);
    assertThat(gone.text()).isEqualTo("with a picture");
    assertThat(gone.mediaAttachments()).hasSize(1);
    assertThatThrownBy(() -> show(alice, id)).hasMessage("Record not found");
    assertThat(rig.post.post(alice, draft)).isNotEqualTo(id);
    String author = rig.account(alice).username();
    assertThat(rig.feature.objects().note(Viewer.anonymous(), author, id))
        .isInstanceOf(StatusLookup.Gone.class);
  }

  @Test
  void aBoostCountsOnceAndGoesWithItsEnd() {
    long id = post("words", Visibility.PUBLIC);
    long boost = rig.boost.boost(bob, id, Visibility.PUBLIC);
    assertThat(rig.boost.boost(bob, id, Visibility.PUBLIC)).isEqualTo(boost);
    ApiStatus shown = show(bob, boost);
    assertThat(shown.reblog()).isNotNull();
    assertThat(shown.reblogged()).isTrue();
    assertThat(show(bob, id).reblogsCount()).isEqualTo(1);
    rig.unboost.unboost(bob, boost);
    assertThat(show(bob, id).reblogsCount()).isZero();
    assertThat(show(bob, id).reblogged()).isFalse();
  }

  @Test
  void boostsNeverWiden() {
    String name = rig.account(bob).username();
    long direct = post("@" + name, Visibility.DIRECT);
    assertThatThrownBy(() -> rig.boost.boost(bob, direct, Visibility.PUBLIC))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(422));
    long secret = post("for followers", Visibility.PRIVATE);
    assertThatThrownBy(() -> rig.boost.boost(bob, secret, Visibility.PUBLIC))
        .hasMessage("Record not found");
    long own = rig.boost.boost(alice, secret, Visibility.PUBLIC);
    assertThat(show(alice, own).visibility()).isEqualTo("private");
  }

  @Test
  void aFavouriteCountsOnceAlsoThroughABoost() {
    long id = post("words", Visibility.PUBLIC);
    long boost = rig.boost.boost(bob, id, Visibility.PUBLIC);
    assertThat(rig.favourite.favourite(bob, boost)).isEqualTo(id);
    rig.favourite.favourite(bob, id);
    assertThat(show(bob, id).favouritesCount()).isEqualTo(1);
    assertThat(show(bob, boost).favourited()).isTrue();
    assertThat(show(alice, id).favourited()).isFalse();
    rig.unfavourite.unfavourite(bob, id);
    assertThat(show(bob, id).favouritesCount()).isZero();
  }

  @Test
  void onlyAFewOwnPostsCanBePinned() {
    PinStatus pins = new PinStatus(rig.transactions);
    long first = post("words", Visibility.PUBLIC);
    pins.pin(alice, first, true);
    for (int i = 1; i < PinStatus.MOST; i++) {
      pins.pin(alice, post("words " + i, Visibility.PUBLIC), true);
    }
    assertThat(show(alice, first).pinned()).isTrue();
    long more = post("one more", Visibility.PUBLIC);
    assertThatThrownBy(() -> pins.pin(alice, more, true))
        .hasMessageContaining("already pinned the maximum number");
    assertThat(show(alice, more).pinned()).isFalse();
    assertThatThrownBy(() -> pins.pin(bob, more, true)).hasMessageContaining("Someone else's");
    pins.pin(alice, first, false);
    pins.pin(alice, more, true);
    assertThat(show(alice, more).pinned()).isTrue();
    assertThat(show(alice, first).pinned()).isFalse();
  }

  @Test
  void bookmarksAndMutesAreOnesOwn() {
    BookmarkStatus bookmarks = new BookmarkStatus(rig.transactions);
    MuteConversation mutes = new MuteConversation(rig.transactions);
    long id = post("words", Visibility.PUBLIC);
    bookmarks.bookmark(bob, id, true);
    mutes.mute(bob, id, true);
    assertThat(show(bob, id).bookmarked()).isTrue();
    assertThat(show(bob, id).muted()).isTrue();
    assertThat(show(alice, id).bookmarked()).isFalse();
    bookmarks.bookmark(bob, id, false);
    mutes.mute(bob, id, false);
    assertThat(show(bob, id).bookmarked()).isFalse();
    assertThat(show(bob, id).muted()).isFalse();
  }

  private long post(String text, Visibility visibility) {
    return rig.post.post(alice, StatusDraft.newBuilder(text).visibility(visibility).build());
  }

  private ApiStatus show(long viewer, long id) {
    return rig.read(tx -> rig.feature.view().render(tx, Viewer.of(viewer), id));
  }
}
