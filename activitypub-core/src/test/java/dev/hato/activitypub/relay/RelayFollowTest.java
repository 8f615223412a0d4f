package dev.hato.activitypub.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.activitypub.proof.LinkedDataSignatures;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Reject;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server of ours that follows a relay, over real sockets: the relay is a scripted peer. */
final class RelayFollowTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private final List<RelayEvent> events = new ArrayList<>();
  private Optional<RelayFollow> followed = Optional.empty();
  private final LocalInstance us =
      new LocalInstance(
          clock,
          builder ->
              builder.on(
                  Activity.class,
                  (context, activity) ->
                      events.add(followed.orElseThrow().judge(context, activity))));
  private final RemoteInstance relays = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteInstance others = RemoteInstance.start("127.0.0.2", clock);
  private final RemoteActor relay = relays.actor("relay");
  private final RemoteActor author = others.actor("author");
  private final Iri id = us.alice().id("follows/relay");

  @AfterEach
  void close() {
    us.close();
    relays.close();
    others.close();
  }

  private RelayFollow ask(RelayFollow follow) {
    followed = Optional.of(follow);
    us.federation()
        .outbox()
        .send(us.transaction(), us.alice().id(), follow.follow(), follow.audience());
    us.work();
    return follow;
  }

  private RelayFollow classic() {
    return ask(RelayFollow.mastodon(id, us.alice().id(), Iri.parse(relays.base() + "/inbox")));
  }

  private RelayEvent comes(RemoteInstance from, RemoteActor sender, ApObject activity) {
    events.clear();
    from.post(sender, us.sharedInbox(), activity);
    us.work();
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private Accept accept(RemoteActor by, String name) {
    return Accept.of(by.id(name), by.id(), id);
  }

  private ApObject post() {
    Note note =
        Note.newBuilder()
            .id(author.id("notes/1"))
            .attributedTo(author.id())
            .content("<p>to everybody</p>")
            .to(List.of(Iri.PUBLIC))
            .build();
    Create create = Create.of(author.id("1"), author.id(), note);
    return LinkedDataSignatures.sign(create, author.key(), clock.instant());
  }

  @Test
  void aRelayOfMastodonsStyleAcceptsAndPassesOnWhatOthersSigned() {
    classic();
    Follow asked = (Follow) relays.awaitDelivery().document();
    assertThat(asked.object().flatMap(Ref::id)).contains(Iri.PUBLIC);
    assertThat(asked.id()).contains(id);

    RelayEvent accepted = comes(relays, relay, accept(relay, "accepts/1"));
    assertThat(accepted).isEqualTo(new RelayEvent.Accepted(relay.id()));
    followed = followed.map(follow -> follow.acceptedBy(relay.id()));

    assertThat(comes(relays, relay, post())).isEqualTo(new RelayEvent.PassedOn(author.id()));
    Announce announce = Announce.of(relay.id("2"), relay.id(), author.id("notes/2"));
    assertThat(comes(relays, relay, announce))
        .isEqualTo(new RelayEvent.Announced(Ref.to(author.id("notes/2"))));
  }

  @Test
  void aRelayOfLitePubsStyleIsFollowedItselfAndFollowsBack() {
    RelayFollow follow = ask(RelayFollow.litePub(id, us.alice().id(), relay.document()));
    assertThat(((Follow) relays.awaitDelivery().document()).object().flatMap(Ref::id))
        .contains(relay.id());

    assertThat(comes(relays, relay, accept(relay, "accepts/1")))
        .isEqualTo(new RelayEvent.Accepted(relay.id()));
    assertThat(comes(relays, relay, Follow.of(relay.id("1"), relay.id(), us.alice().id())))
        .isEqualTo(new RelayEvent.FollowsBack(relay.id()));
    assertThat(comes(relays, relay, Announce.of(relay.id("2"), relay.id(), author.id("notes/1"))))
        .isInstanceOf(RelayEvent.Announced.class);
    Undo undo = follow.undo(us.alice().id("undos/1"));
    assertThat(undo.object().flatMap(Ref::id)).contains(id);
  }

  @Test
  void nobodyElseSpeaksForTheRelay() {
    classic();
    assertThat(comes(others, author, accept(author, "accepts/1")))
        .isInstanceOf(RelayEvent.Unrelated.class);
    followed = followed.map(follow -> follow.acceptedBy(relay.id()));
    RemoteActor neighbour = relays.actor("neighbour");
    assertThat(comes(relays, neighbour, accept(neighbour, "accepts/1")))
        .isInstanceOf(RelayEvent.Unrelated.class);
    assertThat(
            comes(
                relays,
                neighbour,
                Announce.of(neighbour.id("1"), neighbour.id(), author.id("notes/1"))))
        .isInstanceOf(RelayEvent.Unrelated.class);
    assertThat(comes(relays, neighbour, post())).isInstanceOf(RelayEvent.Unrelated.class);
  }

  @Test
  void anAnswerToAnotherFollowIsNoneAndARefusalIs() {
    classic();
    Iri other = us.alice().id("follows/other");
    assertThat(comes(relays, relay, Accept.of(relay.id("a/1"), relay.id(), other)))
        .isInstanceOf(RelayEvent.Unrelated.class);
    assertThat(comes(relays, relay, Reject.of(relay.id("r/1"), relay.id(), id)))
        .isEqualTo(new RelayEvent.Refused(relay.id()));
  }

  @Test
  void whatTheAuthorSendsItselfWasNotPassedOn() {
    classic();
    followed = followed.map(follow -> follow.acceptedBy(relay.id()));
    assertThat(comes(others, author, post())).isInstanceOf(RelayEvent.Unrelated.class);
  }

  @Test
  void anActorWithoutInboxIsNoRelay() {
    Actor none = Actor.newBuilder("Application").id(relay.id()).build();
    assertThatThrownBy(() -> RelayFollow.litePub(id, us.alice().id(), none))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
