package dev.hato.server.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.proof.LinkedDataSignatures;
import dev.hato.activitypub.telemetry.Operation;
import dev.hato.activitypub.telemetry.OperationKind;
import dev.hato.activitypub.testkit.Received;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.httpsig.client.Exchange;
import dev.hato.server.plug.ActivityBinding;
import dev.hato.storage.accounts.Account;
import dev.hato.webfinger.Acct;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TrafficTest {
  private static Follow follow(RemoteActor from, String whom) {
    return Follow.of(from.id("follows/1"), from.id(), Iri.parse(whom));
  }

  private static int status(Exchange exchange) {
    return exchange instanceof Exchange.Answered answered ? answered.status() : -1;
  }

  private static String text(Activity activity) {
    return new String(ApWriter.write(activity), StandardCharsets.UTF_8);
  }

  private static boolean isFollowing(TestSite site, String follower, String followed) {
    return site.database
        .transactions()
        .read(
            tx -> {
              Optional<Account> from = tx.accounts().findByUri(follower);
              Optional<Account> to = tx.accounts().findByUri(followed);
              return from.isPresent()
                  && to.isPresent()
                  && tx.follows().isFollowing(from.get().id(), to.get().id());
            });
  }

  @Test
  void aSignedFollowIsTakenStoredAndAccepted() throws Exception {
    try (TestSite site = TestSite.start();
        RemoteInstance peer = RemoteInstance.start()) {
      Account alice = site.account("alice");
      RemoteActor bob = peer.actor("bob");
      Follow follow = follow(bob, alice.uri());
      assertThat(status(peer.post(bob, site.base + "/users/alice/inbox", follow))).isEqualTo(202);
      site.work();
      assertThat(isFollowing(site, bob.id().value(), alice.uri())).isTrue();
      Received accept = peer.awaitDelivery();
      assertThat(accept.signer()).isEqualTo(alice.uri());
      assertThat(accept.document().is("Accept")).isTrue();
      assertThat(accept.document().refs("object").getFirst().id()).isEqualTo(follow.id());
      Undo undo = Undo.of(bob.id("undo/1"), bob.id(), follow);
      assertThat(status(peer.post(bob, site.base + "/inbox", undo))).isEqualTo(202);
      site.work();
      assertThat(isFollowing(site, bob.id().value(), alice.uri())).isFalse();
      assertThat(site.heard)
          .extracting(Operation::kind)
          .contains(OperationKind.INBOX, OperationKind.HANDLE, OperationKind.DELIVER);
      String agent = peer.requests().getFirst().message().header("user-agent").getFirst();
      assertThat(agent).isEqualTo("Hato/1.2 (+" + site.base + ")");
    }
  }

  @Test
  void whatAnotherServerForwardsIsTakenByItsLinkedDataSignature() throws Exception {
    try (TestSite site = TestSite.start();
        RemoteInstance peer = RemoteInstance.start();
        RemoteInstance forwarder = RemoteInstance.start("127.0.0.2", InstantSource.system())) {
      Account alice = site.account("alice");
      RemoteActor bob = peer.actor("bob");
      RemoteActor carol = forwarder.actor("carol");
      Follow follow = follow(bob, alice.uri());
      ApObject signed = LinkedDataSignatures.sign(follow, bob.key(), Instant.now());

      assertThat(status(forwarder.post(carol, site.base + "/inbox", follow))).isEqualTo(401);
      assertThat(status(forwarder.post(carol, site.base + "/inbox", signed))).isEqualTo(202);

      site.work();
      assertThat(isFollowing(site, bob.id().value(), alice.uri())).isTrue();
    }
  }

  @Test
  void K23_anUnsignedDeliveryIsRefusedAtEveryInbox() throws Exception {
    try (TestSite site = TestSite.start();
        RemoteInstance peer = RemoteInstance.start()) {
      Account alice = site.account("alice");
      RemoteActor bob = peer.actor("bob");
      String body = text(follow(bob, alice.uri()));
      Map<String, String> type = Map.of("Content-Type", "application/activity+json");
      for (String inbox : List.of("/inbox", "/users/alice/inbox", "/actor/inbox")) {
        assertThat(site.post(inbox, body, type).statusCode()).as(inbox).isEqualTo(401);
      }
      assertThat(site.post("/users/nobody/inbox", body, type).statusCode()).isEqualTo(404);
      site.work();
      assertThat(isFollowing(site, bob.id().value(), alice.uri())).isFalse();
      assertThat(status(peer.post(bob, site.base + "/actor/inbox", follow(bob, alice.uri()))))
          .isEqualTo(202);
    }
  }

  @Test
  void aSuspendedSenderIsRefused() throws Exception {
    try (TestSite site = TestSite.start();
        RemoteInstance peer = RemoteInstance.start()) {
      Account alice = site.account("alice");
      RemoteActor bob = peer.actor("bob");
      long id = site.resolve.byIri(bob.id()).orElseThrow().id();
      site.database.transactions().run(tx -> tx.accounts().setSuspended(id, true));
      assertThat(status(peer.post(bob, site.base + "/inbox", follow(bob, alice.uri()))))
          .isEqualTo(403);
    }
  }

  @Test
  void followersBehindOneSharedInboxGetOneRequest() throws Exception {
    try (TestSite site = TestSite.start();
        RemoteInstance peer = RemoteInstance.start()) {
      Account alice = site.account("alice");
      for (String name : List.of("bob", "carol")) {
        RemoteActor follower = peer.actor(name);
        peer.post(follower, site.base + "/inbox", follow(follower, alice.uri()));
      }
      site.work();
      int accepts = peer.deliveries().size();
      Iri actor = Iri.parse(alice.uri());
      Note note = Note.newBuilder().id(Iri.parse(alice.uri() + "/statuses/1")).build();
      Create create = Create.of(Iri.parse(alice.uri() + "/statuses/1/activity"), actor, note);
      site.database
          .transactions()
          .run(tx -> site.federation.outbox().send(tx, actor, create, Audience.followersOf(actor)));
      site.work();
      assertThat(accepts).isEqualTo(2);
      assertThat(peer.deliveries()).hasSize(accepts + 1);
      Received delivered = peer.deliveries().getLast();
      assertThat(delivered.path()).isEqualTo("/inbox");
      assertThat(delivered.signer()).isEqualTo(alice.uri());
    }
  }

  @Test
  void K23_withFederationOffNothingIsFoundAndNothingGoesInOrOut() throws Exception {
    try (TestSite site = TestSite.start(Map.of("federation.enabled", "false"));
        RemoteInstance peer = RemoteInstance.start()) {
      Account alice = site.account("alice");
      RemoteActor bob = peer.actor("bob");
      assertThat(status(peer.post(bob, site.base + "/inbox", follow(bob, alice.uri()))))
          .isEqualTo(403);
      String host = site.base.substring("http://".length());
      for (String path :
          List.of(
              "/users/alice",
              "/actor",
              "/.well-known/webfinger?resource=acct:alice@" + host,
              "/.well-known/nodeinfo",
              "/nodeinfo/2.0",
              "/users/alice/statuses/1")) {
        assertThat(site.get(path).statusCode()).as(path).isEqualTo(404);
      }
      assertThat(site.get("/@alice").body()).contains("page");
      assertThat(site.resolve.byIri(bob.id())).isEmpty();
      Iri actor = Iri.parse(alice.uri());
      Audience audience = Audience.inboxes(List.of(Iri.parse(peer.base() + "/inbox")));
      Follow follow = Follow.of(Iri.parse(actor + "#f"), actor, bob.id());
      site.database
          .transactions()
          .run(tx -> site.federation.outbox().send(tx, actor, follow, audience));
      site.work();
      assertThat(peer.requests()).isEmpty();
    }
  }

  @Test
  void peopleOfTwoSitesFollowEachOther() throws Exception {
    try (TestSite here = TestSite.start();
        TestSite there = TestSite.start()) {
      Account alice = here.account("alice");
      Account bob = there.account("bob");
      follow(here, alice, there, bob);
      follow(there, bob, here, alice);
      for (int i = 0; i < 4; i++) {
        here.work();
        there.work();
      }
      for (TestSite site : List.of(here, there)) {
        assertThat(isFollowing(site, alice.uri(), bob.uri())).isTrue();
        assertThat(isFollowing(site, bob.uri(), alice.uri())).isTrue();
      }
    }
  }

  private static void follow(TestSite home, Account who, TestSite away, Account whom)
      throws Exception {
    Acct acct = new Acct(whom.username(), away.base.substring("http://".length()));
    long target = home.resolve.byAcct(acct).orElseThrow().id();
    var answer =
        home.post(
            "/api/v1/accounts/" + target + "/follow",
            "",
            Map.of("Authorization", "Bearer " + who.id()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void theInstanceActorKeepsItsKeyOverRestarts() throws Exception {
    try (TestSite site = TestSite.start()) {
      SiteUrls urls = new SiteUrls(site.base, "hato.example");
      var transactions = site.database.transactions();
      var first = InstanceActor.load(transactions, urls, new SecureRandom());
      var second = InstanceActor.load(transactions, urls, new SecureRandom());
      assertThat(text(first)).isEqualTo(text(second)).contains("BEGIN PUBLIC KEY");
      assertThat(first.key().privateKey()).isEqualTo(second.key().privateKey());
    }
  }

  private static String text(InstanceActor actor) {
    return new String(ApWriter.write(actor.document()), StandardCharsets.UTF_8);
  }

  @Test
  void everyFeatureThatAskedForAClassGetsItsActivities() throws Exception {
    List<String> calls = new ArrayList<>();
    ReceivedActivities received = new ReceivedActivities();
    received.read(
        () ->
            List.of(
                new ActivityBinding<>(Undo.class, (context, undo) -> calls.add("one")),
                new ActivityBinding<>(Undo.class, (context, undo) -> calls.add("two")),
                new ActivityBinding<>(Activity.class, (context, any) -> calls.add("any"))));
    Iri id = Iri.parse("https://peer.example/1");
    InboxContext nobody = new InboxContext(id, Optional.empty(), null, null);
    received.handle(nobody, Undo.of(id, id, id));
    assertThat(calls).containsExactly("one", "two");
    received.handle(nobody, Follow.of(id, id, id));
    assertThat(calls).containsExactly("one", "two", "any");
  }
}
