package dev.hato.server.statuses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.server.kernel.Problem;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.media.Media;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.testkit.People;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PostStatusTest {
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
  void aPostIsShownWithItsMentionsTagsAndDefaults() {
    String name = rig.account(bob).username();
    long id = post("Hello @" + name + " #Pigeon", draft -> draft);

    ApiStatus shown = show(alice, id);

    assertThat(shown.visibility()).isEqualTo("public");
    assertThat(shown.language()).isEqualTo("en");
    assertThat(shown.mentions())
        .singleElement()
        .satisfies(mention -> assertThat(mention.acct()).isEqualTo(name));
    assertThat(shown.tags())
        .containsExactly(new ApiStatus.Tag("pigeon", "https://hato.test/tags/pigeon"));
    assertThat(shown.content()).contains("href=\"https://hato.test/tags/pigeon\"");
    assertThat(shown.uri()).isEqualTo(StatusRig.URLS.status(rig.account(alice).username(), id));
    assertThat(shown.favourited()).isFalse();
    assertThat(shown.pinned()).isFalse();
    assertThat(shown.text()).isNull();
    assertThat(rig.events()).containsExactly(new StatusPosted(id, true, true));
  }

  @Test
  void nobodyKnownGetsNoFlags() {
    long id = post("words", draft -> draft);
    ApiStatus shown = rig.read(tx -> rig.feature.view().render(tx, Viewer.anonymous(), id));
    assertThat(shown.favourited()).isNull();
    assertThat(shown.filtered()).isNull();
  }

  @Test
  void theSameKeyPostsOnceWithinTheHour() {
    long first = post("once", draft -> draft.idempotencyKey("key"));
    assertThat(post("once", draft -> draft.idempotencyKey("key"))).isEqualTo(first);
    rig.clock.advance(Duration.ofMinutes(61));
    assertThat(post("once", draft -> draft.idempotencyKey("key"))).isNotEqualTo(first);
    assertThat(rig.events()).hasSize(2);
  }

  @Test
  void textThatIsEmptyOrTooLongIsRefused() {
    assertRefused("  ", draft -> draft, "Validation failed: Text can't be blank");
    assertRefused(
        "鳩".repeat(499),
        draft -> draft.spoilerText("ab"),
        "Validation failed: Text character limit of 500 exceeded");
    assertThat(post("鳩".repeat(500), draft -> draft)).isPositive();
    assertThat(rig.events()).hasSize(1);
  }

  @Test
  void answeringWhatOneMayNotSeeIsAnsweringNothing() {
    long secret = post("for nobody else", draft -> draft.visibility(Visibility.DIRECT));
    StatusDraft answer = StatusDraft.newBuilder("what?").inReplyToId(secret).build();
    StatusDraft missing = StatusDraft.newBuilder("what?").inReplyToId(4711).build();
    assertThatThrownBy(() -> rig.post.post(bob, answer)).hasMessage("Record not found");
    assertThatThrownBy(() -> rig.post.post(bob, missing)).hasMessage("Record not found");
  }

  @Test
  void anAnswerBelongsToTheThread() {
    long question = post("where?", draft -> draft);
    long answer = rig.post.post(bob, StatusDraft.newBuilder("here").inReplyToId(question).build());
    assertThat(show(alice, answer).inReplyToId()).isEqualTo(Long.toString(question));
    assertThat(show(alice, answer).inReplyToAccountId()).isEqualTo(Long.toString(alice));
    assertThat(show(alice, question).repliesCount()).isEqualTo(1);
  }

  @Test
  void P5_anothersUploadCannotBeAttached() {
    long theirs = upload(bob);
    assertThatThrownBy(() -> post("look", draft -> draft.mediaIds(List.of(theirs))))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(422));
    long mine = upload(alice);
    long id = post("look", draft -> draft.mediaIds(List.of(mine)));
    assertThat(show(bob, id).mediaAttachments())
        .extracting(media -> media.id())
        .containsExactly(Long.toString(mine));
    assertThatThrownBy(() -> post("again", draft -> draft.mediaIds(List.of(mine))))
        .isInstanceOf(Problem.class);
    assertThat(rig.events()).hasSize(1);
  }

  @Test
  void unknownHandlesStayText() {
    long id = post("ask @nobody_at_all", draft -> draft);
    assertThat(show(alice, id).content()).isEqualTo("<p>ask @nobody_at_all</p>");
    assertThat(show(alice, id).mentions()).isEmpty();
  }

  @Test
  void aKnownPersonElsewhereIsMentionedWithoutAsking() {
    Account carol = rig.stranger("carol", "good.test");
    long id = post("hi @carol@good.test", draft -> draft.visibility(Visibility.DIRECT));
    assertThat(show(carol.id(), id).mentions())
        .containsExactly(
            new ApiStatus.Mention(
                Long.toString(carol.id()), "carol", carol.url(), "carol@good.test"));
    assertThat(rig.peers.asked()).isEmpty();
  }

  private long upload(long owner) {
    return rig.write(
        tx ->
            tx.media()
                .add(Media.newBuilder(owner, tx.now()).contentType("image/png").build())
                .id());
  }

  private long post(String text, UnaryOperator<StatusDraft.Builder> more) {
    return rig.post.post(alice, more.apply(StatusDraft.newBuilder(text)).build());
  }

  private ApiStatus show(long viewer, long id) {
    return rig.read(tx -> rig.feature.view().render(tx, Viewer.of(viewer), id));
  }

  private void assertRefused(
      String text, UnaryOperator<StatusDraft.Builder> more, String sentence) {
    assertThatThrownBy(() -> post(text, more)).hasMessage(sentence);
  }
}
