package dev.hato.server.statuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.testkit.People;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReactionActivitiesTest {
  private final StatusRig rig = new StatusRig();
  private Account alice;
  private Account good;
  private Account evil;

  @BeforeEach
  void people() {
    alice = rig.account(rig.write(tx -> People.local(tx, "alice")));
    good = rig.stranger("carol", "good.test");
    evil = rig.stranger("mallory", "evil.test");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aBoostOfALocalPostCountsOnceAndGoesWithItsUndo() {
    Status post = post(Visibility.PUBLIC);
    Announce boost = RemoteNotes.announce(good, 1, Iri.parse(post.uri()));
    for (int i = 0; i < 3; i++) {
      rig.receive(good, boost);
    }
    assertThat(fresh(post).counts().reblogs()).isEqualTo(1);
    long id = boost(good, 1).orElseThrow().id();
    rig.receive(evil, RemoteNotes.undo(evil, boost));
    assertThat(fresh(post).counts().reblogs()).isEqualTo(1);
    rig.receive(good, RemoteNotes.undo(good, boost));
    rig.receive(good, RemoteNotes.undo(good, boost));
    assertThat(fresh(post).counts().reblogs()).isZero();
    assertThat(rig.events())
        .containsExactly(
            new StatusPosted(post.id(), true, false),
            new StatusBoosted(id, good.id(), post.id()),
            new StatusUnboosted(
                id, good.id(), post.id(), boost.id().orElseThrow().value(), Visibility.PUBLIC));
  }

  @Test
  void aBoostOfAPrivatePostIsIgnored() {
    for (Visibility visibility : new Visibility[] {Visibility.PRIVATE, Visibility.DIRECT}) {
      Status post = post(visibility);
      rig.receive(good, RemoteNotes.announce(good, 1, Iri.parse(post.uri())));
      assertThat(fresh(post).counts().reblogs()).isZero();
    }
  }

  @Test
  void H1_whatIsBoostedComesFromItsOwnServerWhateverTheAnnounceHolds() {
    follow(evil);
    Note real = RemoteNotes.note(good, 1);
    rig.peers.serve(real);
    Note fake = RemoteNotes.draft(good, 1).content("<p>fake</p>").build();
    Announce boost =
        RemoteNotes.announce(evil, 1, RemoteNotes.id(good, 1)).toBuilder().object(fake).build();
    rig.receive(evil, boost);
    Status stored =
        rig.read(tx -> tx.statuses().findByUri(RemoteNotes.id(good, 1).value())).orElseThrow();
    assertThat(stored.content()).isEqualTo("<p>note 1</p>");
    assertThat(stored.accountId()).isEqualTo(good.id());
    assertThat(boost(evil, 1).orElseThrow().reblogOfId().orElseThrow()).isEqualTo(stored.id());
  }

  @Test
  void aBoostByNobodysFriendBringsNothingHere() {
    rig.peers.serve(RemoteNotes.note(good, 1));
    rig.receive(evil, RemoteNotes.announce(evil, 1, RemoteNotes.id(good, 1)));
    assertThat(rig.peers.asked()).isEmpty();
    assertThat(boost(evil, 1)).isEmpty();
  }

  @Test
  void aLikeCountsOnceAndGoesWithItsUndo() {
    Status post = post(Visibility.PUBLIC);
    Like like = RemoteNotes.like(good, 1, post.uri());
    rig.receive(good, like);
    rig.receive(good, like);
    rig.receive(good, RemoteNotes.like(good, 2, post.uri()));
    assertThat(fresh(post).counts().favourites()).isEqualTo(1);
    rig.receive(
        good,
        Undo.of(Iri.parse(good.uri() + "#undo"), Iri.parse(good.uri()), like.id().orElseThrow()));
    assertThat(fresh(post).counts().favourites()).isZero();
    assertThat(rig.events())
        .containsExactly(
            new StatusPosted(post.id(), true, false),
            new StatusFavourited(good.id(), post.id()),
            new StatusUnfavourited(good.id(), post.id(), like.id().orElseThrow().value()));
  }

  @Test
  void whoMayNotSeeAPostCannotLikeIt() {
    Status post = post(Visibility.PRIVATE);
    rig.receive(good, RemoteNotes.like(good, 1, post.uri()));
    assertThat(fresh(post).counts().favourites()).isZero();
  }

  private Status post(Visibility visibility) {
    StatusDraft draft = StatusDraft.newBuilder("words").visibility(visibility).build();
    long id = rig.post.post(alice.id(), draft);
    return rig.read(tx -> tx.statuses().find(id)).orElseThrow();
  }

  private Status fresh(Status post) {
    return rig.read(tx -> tx.statuses().find(post.id())).orElseThrow();
  }

  private Optional<Status> boost(Account booster, int number) {
    String uri = booster.uri() + "/boosts/" + number;
    return rig.read(tx -> tx.statuses().findByUri(uri));
  }

  private void follow(Account account) {
    rig.write(
        tx -> {
          People.follow(tx, alice.id(), account.id());
          return true;
        });
  }
}
