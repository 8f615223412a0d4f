package dev.hato.activitypub.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.spi.LocalFollows;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.Received;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.CollectionPage;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.OrderedCollection;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.SafeRequest;
import dev.hato.httpsig.client.SignedExchange;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FEP-8fcf in both directions, over real sockets. */
final class FollowerSynchronizationTest {
  private static final String PART = "/users/bob/followers_synchronization";

  private final SettableClock clock = new SettableClock(Instant.now());
  private final Follows follows = new Follows();
  private final LocalInstance site =
      new LocalInstance(
          clock,
          builder ->
              builder
                  .on(Activity.class, (context, activity) -> {})
                  .followerSynchronization(
                      "/users/{identifier}/followers_synchronization", follows));
  private final RemoteInstance peer = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteInstance other = RemoteInstance.start("127.0.0.2", clock);
  private final RemoteActor bob = peer.actor("bob");
  private final RemoteActor carol = peer.actor("carol");
  private final RemoteActor dave = other.actor("dave");
  private int number;

  /** Who follows bob here, and what was said about it. */
  private static final class Follows implements LocalFollows {
    private final List<Iri> known = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @Override
    public Optional<List<Iri>> followersOf(Iri remoteActor, int limit) {
      return Optional.of(List.copyOf(known));
    }

    @Override
    public void unknownThere(Iri remoteActor, Iri follower) {
      told.add("ended " + follower);
      known.remove(follower);
    }

    @Override
    public void unknownHere(Iri remoteActor, Iri follower) {
      told.add("undone " + follower);
    }
  }

  @BeforeEach
  void follow() {
    List.of(bob, carol).forEach(it -> site.followers().add(site.alice().id(), it.document()));
    site.followers().add(site.alice().id(), dave.document());
  }

  @AfterEach
  void close() {
    site.close();
    peer.close();
    other.close();
  }

  // What we say.

  @Test
  void whatIsForFollowersTellsEachHostItsOwnFollowersAlone() {
    send(note());
    assertThat(digestOf(peer.awaitDelivery()))
        .isEqualTo(FollowerDigest.of(List.of(bob.id(), carol.id())));
    assertThat(digestOf(other.awaitDelivery())).isEqualTo(FollowerDigest.of(List.of(dave.id())));
  }

  @Test
  void whatIsPublicTellsNobody() {
    send(note().to(List.of(Iri.PUBLIC)));
    assertThat(peer.awaitDelivery().message().header(SynchronizationHeader.NAME)).isEmpty();
  }

  @Test
  void theListNamesTheFollowersOfWhoeverSignsAndOfNobodyElse() {
    send(note());
    Iri partial = header(peer.awaitDelivery()).partial();
    assertThat(idsOf(peer.get(carol, partial.value()))).containsExactly(bob.id(), carol.id());
    assertThat(idsOf(other.get(dave, partial.value()))).containsExactly(dave.id());
  }

  @Test
  void theListIsForSignedRequestsAlone() {
    send(note());
    Iri partial = header(peer.awaitDelivery()).partial();
    assertThat(peer.http().send(SafeRequest.get(partial.value()).build()))
        .isInstanceOfSatisfying(Answered.class, it -> assertThat(it.status()).isEqualTo(401));
  }

  // What we hear.

  @Test
  void whoIsMissingOnTheListLosesTheFollowAndWhoIsNotKnownIsTold() {
    Iri alice = site.alice().id();
    Iri gone = Iri.parse(site.base() + "/users/gone");
    Iri missed = Iri.parse(site.base() + "/users/missed");
    follows.known.addAll(List.of(alice, gone));
    serve(alice, missed);
    hear(FollowerDigest.of(List.of(alice, missed)));
    assertThat(follows.told).containsExactly("ended " + gone, "undone " + missed);
  }

  @Test
  void agreementCostsNoRequest() {
    follows.known.add(site.alice().id());
    serve(site.alice().id());
    hear(FollowerDigest.of(List.of(site.alice().id())));
    assertThat(peer.requestsFor(PART)).isZero();
    assertThat(follows.told).isEmpty();
  }

  @Test
  void aListInPagesCountsWhenItIsReadToItsEnd() {
    Iri alice = site.alice().id();
    Iri second = Iri.parse(site.base() + "/users/second");
    follows.known.add(Iri.parse(site.base() + "/users/gone"));
    servePages(alice);
    peer.serve(PART + "/2", page("2", second).build());
    hear(FollowerDigest.of(List.of(alice, second)));
    assertThat(follows.told)
        .containsExactlyInAnyOrder(
            "ended " + site.base() + "/users/gone", "undone " + alice, "undone " + second);
  }

  /** Mastodon took followers off that stood on a page which it did not read. */
  @Test
  void aListWithAMissingPageChangesNothing() {
    Iri alice = site.alice().id();
    Iri second = Iri.parse(site.base() + "/users/second");
    follows.known.add(second);
    servePages(alice);
    hear(FollowerDigest.of(List.of(alice)));
    assertThat(peer.requestsFor(PART + "/2")).isPositive();
    assertThat(follows.told).isEmpty();
  }

  @Test
  void aListWithAnotherDigestChangesNothing() {
    follows.known.add(Iri.parse(site.base() + "/users/gone"));
    serve(site.alice().id());
    hear(FollowerDigest.of(List.of(Iri.parse(site.base() + "/users/other"))));
    assertThat(peer.requestsFor(PART)).isPositive();
    assertThat(follows.told).isEmpty();
  }

  @Test
  void aListThatNamesPeopleOfOthersChangesNothing() {
    follows.known.add(site.alice().id());
    serve(dave.id());
    hear(FollowerDigest.of(List.of(dave.id())));
    assertThat(peer.requestsFor(PART)).isPositive();
    assertThat(follows.told).isEmpty();
  }

  @Test
  void aListOnAnotherHostIsNotRead() {
    follows.known.add(site.alice().id());
    other.serve(PART, OrderedCollection.newBuilder().id(Iri.parse(other.base() + PART)).build());
    hear(bob.document().followers().orElseThrow(), Iri.parse(other.base() + PART), "0".repeat(64));
    assertThat(other.requestsFor(PART)).isZero();
    assertThat(follows.told).isEmpty();
  }

  @Test
  void aCollectionThatIsNotTheSendersFollowersIsNotHeardOf() {
    follows.known.add(site.alice().id());
    peer.serve(PART, OrderedCollection.newBuilder().id(Iri.parse(peer.base() + PART)).build());
    hear(carol.document().followers().orElseThrow(), Iri.parse(peer.base() + PART), "0".repeat(64));
    assertThat(peer.requestsFor(PART)).isZero();
    assertThat(follows.told).isEmpty();
  }

  @Test
  void aListThatIsGoneChangesNothing() {
    follows.known.add(site.alice().id());
    peer.reply(PART, Reply.status(410));
    hear("0".repeat(64));
    assertThat(peer.requestsFor(PART)).isPositive();
    assertThat(follows.told).isEmpty();
  }

  @Test
  void anActivityThatIsRefusedTellsNothing() {
    follows.known.add(site.alice().id());
    serve();
    Like foreign =
        Like.newBuilder()
            .id(dave.id("likes/1"))
            .actor(dave.id())
            .object(site.alice().id("notes/1"))
            .build();
    assertThat(post(foreign, bob.document().followers().orElseThrow(), part(), "0".repeat(64)))
        .isEqualTo(401);
    site.work();
    assertThat(peer.requestsFor(PART)).isZero();
  }

  private void send(dev.hato.activitypub.vocab.PostBuilder<Note> note) {
    Create create = Create.of(site.alice().id("" + ++number), site.alice().id(), note.build());
    Create addressed =
        note.build().isPublic()
            ? create.with("to", Iri.PUBLIC).as(Create.class).orElseThrow()
            : create;
    site.federation()
        .outbox()
        .send(
            site.transaction(),
            site.alice().id(),
            addressed,
            Audience.followersOf(site.alice().id()));
    site.work();
  }

  private dev.hato.activitypub.vocab.PostBuilder<Note> note() {
    return Note.newBuilder()
        .id(site.alice().id("notes/" + number))
        .attributedTo(site.alice().id())
        .to(List.of(site.alice().document().followers().orElseThrow()));
  }

  private static SynchronizationHeader header(Received delivery) {
    List<String> values = delivery.message().header(SynchronizationHeader.NAME);
    assertThat(values).hasSize(1);
    return SynchronizationHeader.parse(values.getFirst()).orElseThrow();
  }

  private String digestOf(Received delivery) {
    SynchronizationHeader header = header(delivery);
    assertThat(header.collection()).isEqualTo(site.alice().document().followers().orElseThrow());
    return header.digest();
  }

  private static List<Iri> idsOf(dev.hato.httpsig.client.Exchange exchange) {
    Answered answer = (Answered) exchange;
    assertThat(answer.status()).isEqualTo(200);
    ReadResult.Read read = (ReadResult.Read) ApReader.standard().read(answer.body());
    return ((OrderedCollection) read.object())
        .items().stream().map(item -> item.id().orElseThrow()).toList();
  }

  private Iri part() {
    return Iri.parse(peer.base() + PART);
  }

  private void serve(Iri... ids) {
    peer.serve(PART, OrderedCollection.newBuilder().id(part()).items(refs(ids)).build());
  }

  /** The first page holds one id and leads to a second. */
  private void servePages(Iri id) {
    peer.serve(
        PART, OrderedCollection.newBuilder().id(part()).first(Iri.parse(part() + "/1")).build());
    peer.serve(PART + "/1", page("1", id).next(Iri.parse(part() + "/2")).build());
  }

  private dev.hato.activitypub.vocab.CollectionBuilder<CollectionPage> page(String name, Iri id) {
    return CollectionPage.newBuilder()
        .id(Iri.parse(part() + "/" + name))
        .partOf(part())
        .items(refs(id));
  }

  private static List<Ref<ApObject>> refs(Iri... ids) {
    return List.of(ids).stream().<Ref<ApObject>>map(Ref::to).toList();
  }

  private void hear(String digest) {
    hear(bob.document().followers().orElseThrow(), part(), digest);
  }

  private void hear(Iri collection, Iri partial, String digest) {
    Like like =
        Like.newBuilder()
            .id(bob.id("likes/" + ++number))
            .actor(bob.id())
            .object(site.alice().id("notes/1"))
            .build();
    assertThat(post(like, collection, partial, digest)).isEqualTo(202);
    site.work();
  }

  private int post(Activity activity, Iri collection, Iri partial, String digest) {
    SafeRequest.Builder request =
        SafeRequest.post(site.sharedInbox(), "application/activity+json", ApWriter.write(activity))
            .header(
                SynchronizationHeader.NAME,
                new SynchronizationHeader(collection, partial, digest).write());
    return ((Answered) new SignedExchange(peer.http(), clock).send(request, bob.key())).status();
  }
}
