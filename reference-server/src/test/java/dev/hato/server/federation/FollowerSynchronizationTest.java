package dev.hato.server.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.followers.FollowerDigest;
import dev.hato.activitypub.followers.SynchronizationHeader;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.testkit.Received;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.OrderedCollection;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.SafeRequest;
import dev.hato.httpsig.client.SignedExchange;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.relationships.Follow.State;
import dev.hato.storage.relationships.FollowOptions;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FEP-8fcf with the follows of this server. */
final class FollowerSynchronizationTest {
  private static final String PART = "/users/bob/followers_synchronization";

  @Test
  void anotherServerDecidesWhoFollowsItsPeople() throws Exception {
    try (TestSite site = TestSite.start();
        RemoteInstance peer = RemoteInstance.start()) {
      RemoteActor bob = peer.actor("bob");
      Account remote = site.resolve.byIri(bob.id()).orElseThrow();
      Account kept = follower(site, "kept", remote, State.ACCEPTED);
      Account lost = follower(site, "lost", remote, State.ACCEPTED);
      Account waiting = follower(site, "waiting", remote, State.PENDING);
      Account stranger = site.account("stranger");
      List<Iri> listed =
          List.of(kept, waiting, stranger).stream().map(it -> Iri.parse(it.uri())).toList();
      serve(peer, listed);

      tell(site, peer, bob, FollowerDigest.of(listed));
      site.work();

      assertThat(state(site, kept, remote)).contains(State.ACCEPTED);
      assertThat(state(site, lost, remote)).isEmpty();
      assertThat(state(site, waiting, remote)).contains(State.ACCEPTED);
      assertThat(state(site, stranger, remote)).isEmpty();
      assertThat(peer.deliveries())
          .filteredOn(delivery -> delivery.document() instanceof Undo)
          .extracting(Received::signer)
          .containsExactlyInAnyOrder(lost.uri(), stranger.uri());
    }
  }

  @Test
  void aListThatCannotBeReadToItsEndEndsNoFollow() throws Exception {
    try (TestSite site = TestSite.start();
        RemoteInstance peer = RemoteInstance.start()) {
      RemoteActor bob = peer.actor("bob");
      Account remote = site.resolve.byIri(bob.id()).orElseThrow();
      Account kept = follower(site, "kept", remote, State.ACCEPTED);
      Iri list = Iri.parse(peer.base() + PART);
      peer.serve(
          PART, OrderedCollection.newBuilder().id(list).first(Iri.parse(list + "/1")).build());

      tell(site, peer, bob, "0".repeat(64));
      site.work();

      assertThat(peer.requestsFor(PART + "/1")).isPositive();
      assertThat(state(site, kept, remote)).contains(State.ACCEPTED);
    }
  }

  @Test
  void whatIsForFollowersTellsTheirServerWhoTheyAre() throws Exception {
    try (TestSite site = TestSite.start();
        RemoteInstance peer = RemoteInstance.start();
        RemoteInstance other = RemoteInstance.start("127.0.0.2", InstantSource.system())) {
      Account alice = site.account("alice");
      RemoteActor bob = peer.actor("bob");
      RemoteActor dave = other.actor("dave");
      for (RemoteInstance server : List.of(peer, other)) {
        RemoteActor who = server == peer ? bob : dave;
        server.post(
            who,
            site.base + "/inbox",
            Follow.of(who.id("follows/1"), who.id(), Iri.parse(alice.uri())));
        site.work();
        assertThat(server.awaitDelivery().document().is("Accept")).isTrue();
      }

      Iri id = Iri.parse(alice.uri());
      Note note = Note.newBuilder().id(Iri.parse(alice.uri() + "/n/1")).attributedTo(id).build();
      Create create = Create.of(Iri.parse(alice.uri() + "/c/1"), id, note);
      site.database
          .transactions()
          .run(tx -> site.federation.outbox().send(tx, id, create, Audience.followersOf(id)));
      site.work();

      String value = peer.awaitDelivery().message().header(SynchronizationHeader.NAME).getFirst();
      SynchronizationHeader header = SynchronizationHeader.parse(value).orElseThrow();
      assertThat(header)
          .isEqualTo(
              new SynchronizationHeader(
                  Iri.parse(alice.followersUrl()),
                  Iri.parse(alice.uri() + "/followers_synchronization"),
                  FollowerDigest.of(List.of(bob.id()))));
      String partial = header.partial().value();
      assertThat(text(peer.get(bob, partial))).contains(bob.id().value()).doesNotContain("dave");
      assertThat(text(other.get(dave, partial))).contains(dave.id().value()).doesNotContain("bob");
      assertThat(site.get("/users/alice/followers_synchronization").statusCode()).isEqualTo(401);
    }
  }

  private static Account follower(TestSite site, String name, Account target, State state) {
    Account account = site.account(name);
    site.database
        .transactions()
        .run(
            tx ->
                assertThat(
                        tx.follows()
                            .add(
                                account.id(),
                                target.id(),
                                state,
                                FollowOptions.DEFAULT,
                                account.uri() + "#follows/1"))
                    .isPresent());
    return account;
  }

  private static Optional<State> state(TestSite site, Account follower, Account target) {
    return site.database
        .transactions()
        .read(tx -> tx.follows().find(follower.id(), target.id()))
        .map(dev.hato.storage.relationships.Follow::state);
  }

  private static void serve(RemoteInstance peer, List<Iri> ids) {
    peer.serve(
        PART,
        OrderedCollection.newBuilder()
            .id(Iri.parse(peer.base() + PART))
            .items(ids.stream().<Ref<ApObject>>map(Ref::to).toList())
            .build());
  }

  private static void tell(TestSite site, RemoteInstance peer, RemoteActor bob, String digest) {
    Like like =
        Like.newBuilder()
            .id(bob.id("likes/1"))
            .actor(bob.id())
            .object(Iri.parse(site.base + "/users/kept/statuses/1"))
            .build();
    SynchronizationHeader header =
        new SynchronizationHeader(
            bob.document().followers().orElseThrow(), Iri.parse(peer.base() + PART), digest);
    SafeRequest.Builder request =
        SafeRequest.post(site.base + "/inbox", "application/activity+json", ApWriter.write(like))
            .header(SynchronizationHeader.NAME, header.write());
    Answered answer =
        (Answered) new SignedExchange(peer.http(), InstantSource.system()).send(request, bob.key());
    assertThat(answer.status()).isEqualTo(202);
  }

  private static String text(dev.hato.httpsig.client.Exchange exchange) {
    Answered answer = (Answered) exchange;
    assertThat(answer.status()).isEqualTo(200);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
