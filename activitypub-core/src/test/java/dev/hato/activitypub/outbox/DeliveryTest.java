package dev.hato.activitypub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.outbox.DeliveryResult.Delivered;
import dev.hato.activitypub.outbox.DeliveryResult.Failed;
import dev.hato.activitypub.outbox.DeliveryResult.Gone;
import dev.hato.activitypub.outbox.DeliveryResult.Held;
import dev.hato.activitypub.outbox.DeliveryResult.HostDead;
import dev.hato.activitypub.outbox.DeliveryResult.Rejected;
import dev.hato.activitypub.outbox.DeliveryResult.Undeliverable;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.Received;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Update;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the outbox to a peer's inbox, over real sockets. */
final class DeliveryTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private final LocalInstance site = new LocalInstance(clock, builder -> {});
  private final RemoteInstance peer = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteActor bob = peer.actor("bob");
  private final RemoteActor carol = peer.actor("carol");

  @AfterEach
  void close() {
    site.close();
    peer.close();
  }

  @Test
  void followersOfOneServerGetOneSignedDelivery() {
    site.followers().add(site.alice().id(), bob.document());
    site.followers().add(site.alice().id(), carol.document());
    Create create = create("1");
    send(create, Audience.followersOf(site.alice().id()).and(List.of(bob.document())));
    site.work();
    assertThat(peer.deliveries()).hasSize(1);
    Received delivery = peer.awaitDelivery();
    assertThat(delivery.path()).isEqualTo("/inbox");
    assertThat(delivery.signer()).isEqualTo(site.alice().id().value());
    assertThat(delivery.document()).isEqualTo(create);
    assertThat(delivery.message().header("content-type"))
        .containsExactly("application/activity+json");
  }

  @Test
  void hiddenRecipientsAreTakenOut() {
    Note note =
        Note.newBuilder()
            .id(site.alice().id("notes/1"))
            .attributedTo(site.alice().id())
            .set("bto", bob.id())
            .set("bcc", List.of(carol.id()))
            .build();
    Create create = Create.of(site.alice().id("1"), site.alice().id(), note);
    assertThat(create.bto()).isNotEmpty();
    send(create, Audience.actors(List.of(bob.document())));
    site.work();
    assertThat(new String(peer.awaitDelivery().body(), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("bto", "bcc", carol.id().value());
  }

  @Test
  void forNobodyNothingIsStored() {
    send(create("1"), Audience.inboxes(List.of()));
    assertThat(site.work()).isZero();
  }

  @Test
  void fanOutPagesThroughManyInboxes() {
    for (int i = 0; i < 2_345; i++) {
      Iri id = Iri.parse("did:example:" + i);
      site.followers()
          .add(
              site.alice().id(),
              bob.document().toBuilder()
                  .id(id)
                  .sharedInbox(Iri.parse(peer.base() + "/i/%05d/inbox".formatted(i)))
                  .build());
    }
    peer.reply("/i/00007/inbox", Reply.status(202));
    Iri explicit = Iri.parse(peer.base() + "/i/02000/inbox");
    send(
        create("1"),
        Audience.followersOf(site.alice().id()).andInboxes(List.of(explicit, explicit)));
    site.work();
    assertThat(peer.deliveries()).hasSize(2_345);
    assertThat(peer.deliveries().stream().map(Received::path).distinct()).hasSize(2_345);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 408, 429, 500, 502, 503})
  void temporaryFailuresAreTriedAgain(int status) {
    peer.reply("/inbox", Reply.status(status));
    sendToBob("1");
    site.work();
    assertThat(last()).isInstanceOf(Failed.class);
    peer.reply("/inbox", Reply.status(202));
    clock.advance(Duration.ofMinutes(2));
    site.work();
    assertThat(last()).isEqualTo(new Delivered(202));
    assertThat(site.attempts()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 405, 413, 422, 501})
  void refusalsAreFinal(int status) {
    peer.reply("/inbox", Reply.status(status));
    sendToBob("1");
    site.work();
    assertThat(last()).isEqualTo(new Rejected(status));
    clock.advance(Duration.ofDays(4));
    assertThat(site.work()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void anInboxThatIsGoneIsToldToTheApplication(int status) {
    peer.reply("/inbox", Reply.status(status));
    sendToBob("1");
    site.work();
    assertThat(site.attempts())
        .containsExactly(
            new LocalInstance.Attempt(site.attempts().getFirst().delivery(), new Gone(status)));
    assertThat(site.attempts().getFirst().delivery().inbox()).isEqualTo(peer.base() + "/inbox");
    clock.advance(Duration.ofDays(4));
    assertThat(site.work()).isZero();
  }

  @Test
  void aHostThatSaysWhenIsAskedThen() {
    peer.reply("/inbox", Reply.status(429).with("Retry-After", "3600"));
    sendToBob("1");
    site.work();
    peer.reply("/inbox", Reply.status(202));
    clock.advance(Duration.ofMinutes(59));
    assertThat(site.work()).isZero();
    clock.advance(Duration.ofMinutes(2));
    site.work();
    assertThat(last()).isInstanceOf(Delivered.class);
  }

  @Test
  void F13_redirectsOfADeliveryAreNotFollowed() {
    peer.reply(
        "/inbox", new Reply(307, java.util.Map.of("Location", peer.base() + "/x"), new byte[0]));
    sendToBob("1");
    site.work();
    assertThat(last()).isInstanceOf(Rejected.class);
    assertThat(peer.requestsFor("/x")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "did:example:1", "file:///etc/passwd", ""})
  void F13_whatIsNoWebAddressGetsNothing(String inbox) {
    send(create("1"), Audience.inboxes(List.of(Iri.parse(inbox))));
    site.work();
    assertThat(site.attempts()).isEmpty();
  }

  @Test
  void aSenderWithoutKeySendsNothing() {
    site.federation()
        .outbox()
        .send(site.transaction(), bob.id(), create("1"), Audience.actors(List.of(bob.document())));
    site.work();
    assertThat(last()).isInstanceOf(Undeliverable.class);
    assertThat(peer.deliveries()).isEmpty();
  }

  @Test
  void R6_aHostThatIsDownForTwoDaysGetsEverythingInOrder() {
    peer.reply("/inbox", Reply.status(503));
    Note note = note("1");
    Iri alice = site.alice().id();
    send(Create.of(site.alice().id("1"), alice, note), toBob());
    send(Update.newBuilder().id(site.alice().id("2")).actor(alice).object(note).build(), toBob());
    send(
        Delete.newBuilder()
            .id(site.alice().id("3"))
            .actor(alice)
            .object(note.id().orElseThrow())
            .build(),
        toBob());
    pass(Duration.ofDays(2));
    int asked = peer.deliveries().size();
    assertThat(asked).isLessThan(40); // the breaker spares the host
    peer.reply("/inbox", Reply.status(202));
    pass(Duration.ofDays(1));
    List<Received> all = peer.deliveries();
    assertThat(all.subList(asked, all.size()))
        .extracting(received -> received.document().types().iterator().next())
        .containsExactly("Create", "Update", "Delete");
  }

  @Test
  void R6_afterThreeDaysADeliveryIsGivenUp() {
    peer.reply("/inbox", Reply.status(503));
    sendToBob("1");
    pass(Duration.ofDays(4));
    int asked = peer.deliveries().size();
    peer.reply("/inbox", Reply.status(202));
    clock.advance(Duration.ofDays(1));
    assertThat(site.work()).isZero();
    assertThat(peer.deliveries()).hasSize(asked);
  }

  @Test
  void aFailingHostIsPausedAndTriedByOneDeliveryAtATime() {
    peer.reply("/inbox", Reply.status(502));
    for (int i = 0; i < 20; i++) {
      sendToBob("n" + i);
    }
    site.work();
    assertThat(peer.deliveries()).hasSize(3);
    assertThat(site.attempts()).filteredOn(a -> a.result() instanceof Held).hasSize(17);
    clock.advance(Duration.ofSeconds(61));
    site.work();
    assertThat(peer.deliveries()).hasSize(4);
    peer.reply("/inbox", Reply.status(202));
    clock.advance(Duration.ofMinutes(3));
    site.work();
    clock.advance(Duration.ofMinutes(3));
    site.work();
    assertThat(site.attempts()).filteredOn(a -> a.result() instanceof Delivered).hasSize(20);
    assertThat(site.health().size()).isZero();
  }

  @Test
  void anInboxThatFailsIsPausedAloneAndItsHostIsNot() {
    peer.reply("/users/bob/inbox", Reply.status(500));
    for (int i = 0; i < 10; i++) {
      send(create("n" + i), Audience.inboxes(List.of(bob.document().inbox().orElseThrow())));
    }
    site.work();
    assertThat(peer.requestsFor("/users/bob/inbox")).isEqualTo(3);
    assertThat(site.attempts()).filteredOn(a -> a.result() instanceof Held).hasSize(7);
    sendToBob("other");
    site.work();
    assertThat(last()).isInstanceOf(Delivered.class);
    peer.reply("/users/bob/inbox", Reply.status(202));
    pass(Duration.ofHours(1));
    assertThat(site.attempts()).filteredOn(a -> a.result() instanceof Delivered).hasSize(11);
    assertThat(site.health().size()).isZero();
  }

  @Test
  void aWrongKeyOfOneSenderHoldsUpNobodyElse() {
    peer.reply("/users/bob/inbox", Reply.status(401));
    for (int i = 0; i < 5; i++) {
      send(create("n" + i), Audience.inboxes(List.of(bob.document().inbox().orElseThrow())));
    }
    site.work();
    assertThat(site.attempts()).filteredOn(a -> a.result() instanceof Held).isEmpty();
    assertThat(site.health().size()).isZero();
  }

  @Test
  void theApplicationHearsWhoIsBehindAGoneInbox() {
    List<GoneInboxListener.GoneInbox> gone = new java.util.ArrayList<>();
    try (LocalInstance telling =
        new LocalInstance(clock, builder -> builder.goneInboxes(gone::add))) {
      telling.followers().add(telling.alice().id(), bob.document());
      telling.followers().add(telling.alice().id(), carol.document());
      peer.reply("/inbox", Reply.status(410));
      telling
          .federation()
          .outbox()
          .send(
              telling.transaction(),
              telling.alice().id(),
              create("1"),
              Audience.followersOf(telling.alice().id()));
      telling.work();
      assertThat(gone)
          .containsExactly(
              new GoneInboxListener.GoneInbox(
                  Iri.parse(peer.base() + "/inbox"),
                  410,
                  telling.alice().id(),
                  List.of(bob.id(), carol.id())));
    }
  }

  @Test
  void aLineOfActivitiesWaitsAtEachHostForTheOneThatFails() {
    Iri bobs = bob.document().inbox().orElseThrow();
    Iri carols = carol.document().inbox().orElseThrow();
    peer.reply("/users/bob/inbox", Reply.status(503));
    sendInLine("1", bobs);
    sendInLine("2", carols);
    send(create("3"), Audience.inboxes(List.of(carols)));
    site.work();
    assertThat(arrived("/users/carol/inbox")).containsExactly(site.alice().id("3"));
    peer.reply("/users/bob/inbox", Reply.status(202));
    pass(Duration.ofHours(1));
    assertThat(arrived("/users/bob/inbox")).endsWith(site.alice().id("1"));
    assertThat(arrived("/users/carol/inbox"))
        .containsExactly(site.alice().id("3"), site.alice().id("2"));
  }

  private void sendInLine(String name, Iri inbox) {
    site.federation()
        .outbox()
        .send(
            site.transaction(),
            site.alice().id(),
            create(name),
            Audience.inboxes(List.of(inbox)),
            DeliveryOrder.line("thread 1"));
  }

  private List<Iri> arrived(String path) {
    return peer.deliveries().stream()
        .filter(delivery -> delivery.path().equals(path))
        .map(delivery -> delivery.document().id().orElseThrow())
        .toList();
  }

  @Test
  void aHostThatIsDeadForAWeekIsLeftAloneUntilItSpeaks() {
    peer.reply("/inbox", Reply.status(503));
    for (int day = 0; day < 9; day++) {
      sendToBob("d" + day);
      pass(Duration.ofDays(1));
    }
    assertThat(site.attempts()).anyMatch(a -> a.result() instanceof HostDead);
    peer.reply("/inbox", Reply.status(202));
    int asked = peer.deliveries().size();
    sendToBob("late");
    site.work();
    assertThat(peer.deliveries()).hasSizeLessThanOrEqualTo(asked + 1);

    peer.post(bob, site.sharedInbox(), follow());
    sendToBob("back");
    site.work();
    assertThat(peer.deliveries().getLast().document().id()).contains(site.alice().id("back"));
  }

  private dev.hato.activitypub.vocab.Follow follow() {
    return dev.hato.activitypub.vocab.Follow.newBuilder()
        .id(bob.id("follows/1"))
        .actor(bob.id())
        .object(site.alice().id())
        .build();
  }

  private void pass(Duration time) {
    Duration step = Duration.ofMinutes(20);
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      site.work();
      clock.advance(step);
    }
  }

  private DeliveryResult last() {
    return site.attempts().getLast().result();
  }

  private Audience toBob() {
    return Audience.actors(List.of(bob.document()));
  }

  private void sendToBob(String name) {
    send(create(name), toBob());
  }

  private void send(dev.hato.activitypub.vocab.Activity activity, Audience audience) {
    site.federation().outbox().send(site.transaction(), site.alice().id(), activity, audience);
  }

  private Create create(String name) {
    return Create.of(site.alice().id(name), site.alice().id(), note(name));
  }

  private Note note(String name) {
    return Note.newBuilder()
        .id(site.alice().id("notes/" + name))
        .attributedTo(site.alice().id())
        .content("hello")
        .build();
  }
}
