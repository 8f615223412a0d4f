package dev.hato.server.statuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.vocab.Document;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.StatusEdit;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.testkit.People;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StatusActivitiesTest {
  private final StatusRig rig = new StatusRig();
  private Account alice;
  private Account bob;
  private Account good;
  private Account evil;

  @BeforeEach
  void people() {
    alice = rig.account(rig.write(tx -> People.local(tx, "alice")));
    bob = rig.account(rig.write(tx -> People.local(tx, "bob")));
    good = rig.stranger("carol", "good.test");
    evil = rig.stranger("mallory", "evil.test");
    rig.write(
        tx -> {
          People.follow(tx, alice.id(), good.id());
          return true;
        });
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void R4_theSameCreateAgainChangesNothing() {
    Note note = RemoteNotes.note(good, 1);
    for (int i = 0; i < 5; i++) {
      rig.receive(good, RemoteNotes.create(good, note));
    }
    Status stored = known(note.id().orElseThrow()).orElseThrow();
    assertThat(stored.content()).isEqualTo("<p>note 1</p>");
    assertThat(stored.createdAt()).isEqualTo(RemoteNotes.PUBLISHED);
    assertThat(rig.events()).containsExactly(new StatusPosted(stored.id(), false, false));
    assertThat(rig.account(good.id()).statusesCount()).isEqualTo(1);
  }

  @Test
  void whatConcernsNobodyHereIsNotStored() {
    Note note = RemoteNotes.note(evil, 1);
    rig.receive(evil, RemoteNotes.create(evil, note));
    assertThat(known(note.id().orElseThrow())).isEmpty();
    rig.receive(evil, RemoteNotes.create(evil, RemoteNotes.direct(evil, 2, alice)));
    assertThat(known(RemoteNotes.id(evil, 2))).isPresent();
  }

  @Test
  void answersToPeopleWhoAreFollowedHereAreStored() {
    receive(RemoteNotes.note(good, 1));
    Note answer = RemoteNotes.draft(evil, 2).inReplyTo(RemoteNotes.id(good, 1)).build();
    Note further = RemoteNotes.draft(evil, 3).inReplyTo(RemoteNotes.id(evil, 2)).build();

    rig.receive(evil, RemoteNotes.create(evil, answer));
    rig.receive(evil, RemoteNotes.create(evil, further));

    assertThat(known(RemoteNotes.id(evil, 2))).isPresent();
    assertThat(known(RemoteNotes.id(evil, 3))).isEmpty();
  }

  @Test
  void recipientsBecomeVisibility() {
    Iri followers = Iri.parse(good.followersUrl());
    receive(RemoteNotes.draft(good, 1).to(List.of(followers)).cc(List.of(Iri.PUBLIC)).build());
    receive(RemoteNotes.draft(good, 2).to(List.of(followers)).cc(List.of()).build());
    receive(RemoteNotes.direct(good, 3, bob));
    assertThat(visibility(1)).isEqualTo(Visibility.UNLISTED);
    assertThat(visibility(2)).isEqualTo(Visibility.PRIVATE);
    assertThat(visibility(3)).isEqualTo(Visibility.DIRECT);
    assertThat(sees(alice, 2)).isTrue();
    assertThat(sees(bob, 2)).isFalse();
    assertThat(sees(alice, 3)).isFalse();
    assertThat(sees(bob, 3)).isTrue();
  }

  @Test
  void attachmentsStayAtTheirOriginWithinTheLimit() {
    List<Document> pictures =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    Document.newBuilder()
                        .file(Iri.parse("https://files.test/" + i + ".png"), "image/png")
                        .description("picture " + i)
                        .size(640, 480)
                        .build())
            .toList();
    receive(RemoteNotes.draft(good, 1).attachments(pictures).build());
    LoadedStatus loaded = load(alice, 1).orElseThrow();
    assertThat(loaded.media()).hasSize(16);
    ApiStatus shown = rig.feature.view().render(Viewer.of(alice.id()), List.of(loaded)).getFirst();
    assertThat(shown.mediaAttachments().getFirst().url()).isEqualTo("https://files.test/0.png");
    assertThat(shown.mediaAttachments().getFirst().meta().at("/original/size").asString())
        .isEqualTo("640x480");
  }

  @Test
  void anEditReplacesTheTextAndKeepsTheVersionBefore() {
    receive(RemoteNotes.note(good, 1));
    Note edited =
        RemoteNotes.draft(good, 1)
            .content("<p>better</p><script>alert(1)</script>")
            .updated(RemoteNotes.PUBLISHED.plusSeconds(60))
            .build();
    rig.receive(good, RemoteNotes.update(good, edited));
    rig.receive(good, RemoteNotes.update(good, edited));
    Status stored = known(RemoteNotes.id(good, 1)).orElseThrow();
    assertThat(stored.content()).isEqualTo("<p>better</p>");
    List<StatusEdit> versions = rig.read(tx -> tx.statusEdits().history(stored.id()));
    assertThat(versions).hasSize(2);
    assertThat(rig.events())
        .containsExactly(
            new StatusPosted(stored.id(), false, false), new StatusEdited(stored.id()));
  }

  @Test
  void R19_aCreateThatComesAfterItsDeleteIsRefused() {
    rig.receive(good, RemoteNotes.delete(good, RemoteNotes.id(good, 1)));
    receive(RemoteNotes.note(good, 1));
    assertThat(known(RemoteNotes.id(good, 1))).isEmpty();
    assertThat(rig.events()).isEmpty();
  }

  @Test
  void aDeletedPostIsGoneWithItsBoosts() {
    receive(RemoteNotes.note(good, 1));
    long id = known(RemoteNotes.id(good, 1)).orElseThrow().id();
    long boost = rig.boost.boost(bob.id(), id, Visibility.PUBLIC);
    rig.receive(good, RemoteNotes.delete(good, RemoteNotes.id(good, 1)));
    List<Status> left = rig.read(tx -> tx.statuses().findAll(List.of(id, boost)));
    assertThat(left).isEmpty();
    assertThat(rig.events())
        .filteredOn(StatusDeleted.class::isInstance)
        .singleElement()
        .satisfies(e -> assertThat(((StatusDeleted) e).reachedIds()).containsExactly(bob.id()));
  }

  @Test
  void H1_anothersDeleteAndUpdateHaveNoEffect() {
    receive(RemoteNotes.note(good, 1));
    rig.peers.serve(RemoteNotes.note(good, 1));
    Note forged = RemoteNotes.draft(good, 1).content("<p>forged</p>").build();
    rig.receive(evil, RemoteNotes.delete(evil, RemoteNotes.id(good, 1)));
    rig.receive(evil, RemoteNotes.update(evil, forged));
    rig.receive(
        evil,
        RemoteNotes.update(evil, RemoteNotes.draft(evil, 1).id(RemoteNotes.id(good, 1)).build()));
    Status stored = known(RemoteNotes.id(good, 1)).orElseThrow();
    assertThat(stored.content()).isEqualTo("<p>note 1</p>");
    assertThat(stored.editedAt()).isEmpty();
  }

  @Test
  void H1_anothersDeleteCannotKeepAPostFromComing() {
    rig.receive(evil, RemoteNotes.delete(evil, RemoteNotes.id(good, 1)));
    receive(RemoteNotes.note(good, 1));
    assertThat(known(RemoteNotes.id(good, 1))).isPresent();
  }

  @Test
  void M18_aForgedCreateAddsNoReaders() {
    receive(RemoteNotes.direct(good, 1, bob));
    Note wider = RemoteNotes.draft(good, 1).to(List.of(Iri.PUBLIC, Iri.parse(alice.uri()))).build();
    rig.peers.serve(RemoteNotes.direct(good, 1, bob));
    rig.receive(evil, RemoteNotes.create(evil, wider));
    rig.receive(good, RemoteNotes.create(good, wider));
    assertThat(sees(alice, 1)).isFalse();
    assertThat(sees(bob, 1)).isTrue();
  }

  @Test
  void M18_anUpdateAddsNoReaders() {
    receive(RemoteNotes.direct(good, 1, bob));
    Note wider =
        RemoteNotes.direct(good, 1, alice, bob).toBuilder()
            .content("<p>for more</p>")
            .to(List.of(Iri.PUBLIC))
            .updated(RemoteNotes.PUBLISHED.plusSeconds(1))
            .build();
    rig.receive(good, RemoteNotes.update(good, wider));
    assertThat(visibility(1)).isEqualTo(Visibility.DIRECT);
    assertThat(sees(alice, 1)).isFalse();
    assertThat(load(bob, 1).orElseThrow().status().content()).isEqualTo("<p>for more</p>");
  }

  @Test
  void anAnswerBringsTheThreadAboveIt() {
    for (int i = 1; i < 4; i++) {
      rig.peers.serve(answer(i));
    }
    rig.peers.serve(RemoteNotes.note(good, 0));
    receive(answer(4));
    Status last = known(RemoteNotes.id(good, 4)).orElseThrow();
    List<Long> above =
        rig.read(tx -> tx.statusThreads().around(last.id(), Viewer.of(alice.id())).ancestors());
    assertThat(above)
        .hasSize(4)
        .first()
        .isEqualTo(known(RemoteNotes.id(good, 0)).orElseThrow().id());
  }

  @Test
  void aThreadWithoutEndIsFollowedForAWhileOnly() {
    for (int i = 1; i < 60; i++) {
      rig.peers.serve(answer(i));
    }
    receive(answer(60));
    assertThat(known(RemoteNotes.id(good, 60))).isPresent();
    assertThat(rig.peers.asked()).hasSizeLessThanOrEqualTo(ResolveStatus.MOST_PARENTS);
  }

  @Test
  void aVoteIsNoPost() {
    Note vote =
        RemoteNotes.direct(good, 1, alice).toBuilder()
            .remove("content")
            .name("yes")
            .inReplyTo(Iri.parse("https://hato.test/users/alice/statuses/1"))
            .build();
    receive(vote);
    assertThat(known(RemoteNotes.id(good, 1))).isEmpty();
  }

  @Test
  void aTimeToComeIsReadAsNow() {
    receive(
        RemoteNotes.draft(good, 1).published(rig.clock.instant().plus(Duration.ofDays(9))).build());
    assertThat(known(RemoteNotes.id(good, 1)).orElseThrow().createdAt())
        .isEqualTo(rig.clock.instant());
  }

  private Note answer(int number) {
    return RemoteNotes.draft(good, number).inReplyTo(RemoteNotes.id(good, number - 1)).build();
  }

  private void receive(Note note) {
    rig.receive(good, RemoteNotes.create(good, note));
  }

  private Optional<Status> known(Iri id) {
    return rig.read(tx -> tx.statuses().findByUri(id.value()));
  }

  private Visibility visibility(int number) {
    return known(RemoteNotes.id(good, number)).orElseThrow().visibility();
  }

  private boolean sees(Account viewer, int number) {
    return load(viewer, number).isPresent();
  }

  private Optional<LoadedStatus> load(Account viewer, int number) {
    long id = known(RemoteNotes.id(good, number)).orElseThrow().id();
    return rig.read(tx -> tx.statusQueries().load(Viewer.of(viewer.id()), id));
  }
}
