package dev.hato.activitypub.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.remote.FetchResult.Fetched;
import dev.hato.activitypub.remote.FetchResult.Gone;
import dev.hato.activitypub.remote.FetchResult.NotFound;
import dev.hato.activitypub.remote.FetchResult.Refused;
import dev.hato.activitypub.remote.FetchResult.Unreachable;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.Received;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteObjectsTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private final LocalInstance site = new LocalInstance(clock, builder -> {});
  private final RemoteInstance good = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteInstance evil = RemoteInstance.start("127.0.0.2", clock);
  private final RemoteActor bob = good.actor("bob");
  private final RemoteActor mallory = evil.actor("mallory");
  private final RemoteObjects remote = site.federation().remote();

  @AfterEach
  void close() {
    site.close();
    good.close();
    evil.close();
  }

  @Test
  void fetchesAnObjectAndSignsAsTheInstanceActor() {
    Note note = note(bob, bob.id("notes/1"));
    good.serve(note);
    assertThat(fetch(note.id().orElseThrow())).isEqualTo(new Fetched<ApObject>(note));
    Received request = good.requests().getFirst();
    assertThat(request.signer()).isEqualTo(site.alice().id().value());
    assertThat(request.message().header("Accept"))
        .containsExactly(
            "application/activity+json, application/ld+json;"
                + " profile=\"https://www.w3.org/ns/activitystreams\"");
  }

  @Test
  void fetchesOnceMoreWhereTheIdIsAnother() {
    Note note = note(bob, bob.id("notes/1"));
    good.serve(note);
    good.serve("/@bob/1", note);
    assertThat(fetch(Iri.parse(good.base() + "/@bob/1")).found()).contains(note);
    assertThat(good.requestsFor("/users/bob/notes/1")).isEqualTo(1);
  }

  @Test
  void M14_fetchedIdFromAnotherHostIsRefused() {
    Actor fake = mallory.document().toBuilder().id(bob.id()).summary("fake").build();
    evil.serve("/a", fake);
    // What good serves is the truth; what evil serves under good's id never counts.
    assertThat(fetch(Iri.parse(evil.base() + "/a")).found()).contains(bob.document());
    assertThat(remote.actor(Iri.parse(evil.base() + "/a"), budget()).found())
        .contains(bob.document());

    good.reply("/users/bob", Reply.status(404));
    assertThat(fetch(Iri.parse(evil.base() + "/a"))).isEqualTo(new NotFound<ApObject>());
  }

  @Test
  void M14_aRedirectToAnotherHostProvesNothing() {
    Note fake = note(bob, bob.id("notes/1"));
    good.reply("/users/bob/notes/1", Reply.redirect(evil.base() + "/fake"));
    evil.serve("/fake", fake);
    assertThat(fetch(bob.id("notes/1"))).isInstanceOf(Refused.class);
  }

  @Test
  void K12_redirectsAreJudgedByTheFinalAddress() {
    Note note = note(bob, bob.id("notes/1"));
    good.serve(note);
    evil.reply("/moved", Reply.redirect(bob.id("notes/1").value()));
    assertThat(fetch(Iri.parse(evil.base() + "/moved")).found()).contains(note);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json",
        "image/png",
        "text/html",
        "",
        ";",
        ";;profile=",
        "application/ld+json",
        "application/ld+json; profile=\"https://example.org/other\"",
        "application/activity+jsonx"
      })
  void M17_otherMediaTypesAreNoDocuments(String contentType) {
    String json = bob.document().json().toString();
    good.reply("/users/bob", Reply.ok(contentType, json));
    assertThat(fetch(bob.id())).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/activity+json; charset=utf-8",
        "Application/Activity+JSON",
        "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
        "application/ld+json;charset=utf-8;"
            + " profile=\"https://w3id.org/x https://www.w3.org/ns/activitystreams\""
      })
  void bothMediaTypesOfActivityPubAreDocuments(String contentType) {
    good.reply("/users/bob", Reply.ok(contentType, bob.document().json().toString()));
    assertThat(fetch(bob.id())).isInstanceOf(Fetched.class);
  }

  @Test
  void K12_anonymousObjectsAreRefused() {
    good.serve("/anonymous", note(bob, bob.id("notes/1")).without("id"));
    assertThat(fetch(Iri.parse(good.base() + "/anonymous"))).isInstanceOf(Refused.class);
  }

  @Test
  void L1_authorsOfAnotherOriginAreRefused() {
    Note note = note(bob, mallory.id("notes/1"));
    evil.serve(note);
    assertThat(fetch(mallory.id("notes/1"))).isInstanceOf(Refused.class);
  }

  @Test
  void G2_ownAddressesAreNeverFetched() {
    assertThat(fetch(site.alice().id())).isInstanceOf(Refused.class);
    evil.serve("/claim", note(mallory, site.alice().id("notes/1")));
    assertThat(fetch(Iri.parse(evil.base() + "/claim"))).isInstanceOf(Refused.class);
    evil.reply("/redirect", Reply.redirect(site.alice().id().value()));
    assertThat(fetch(Iri.parse(evil.base() + "/redirect"))).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "did:key:z6Mk",
        "ap://did:key:z6Mk/actor",
        "javascript:alert(1)",
        "users/bob",
        "",
        "http://bob@127.0.0.1/",
        "file:///etc/passwd"
      })
  void whatIsNoWebAddressIsNotFetched(String iri) {
    assertThat(fetch(Iri.parse(iri))).isInstanceOf(Refused.class);
  }

  @Test
  void K13_aPageOnAnotherHostIsNotShown() {
    ApObject note = note(mallory, mallory.id("notes/1")).with("url", bob.id("notes/1"));
    assertThat(Origins.page(note)).contains(mallory.id("notes/1"));
    Iri page = Iri.parse(evil.base() + "/@mallory/1");
    assertThat(Origins.page(note.with("url", page))).contains(page);
  }

  @Test
  void tellsGoneMissingForbiddenAndBrokenApart() {
    good.reply("/users/bob", Reply.status(410));
    assertThat(fetch(bob.id())).isInstanceOf(Gone.class);
    good.reply("/users/bob", Reply.status(404));
    assertThat(fetch(bob.id())).isInstanceOf(NotFound.class);
    good.reply("/users/bob", Reply.status(403));
    assertThat(fetch(bob.id())).isInstanceOf(Refused.class);
    good.reply("/users/bob", Reply.status(429));
    assertThat(fetch(bob.id())).isInstanceOf(Unreachable.class);
    good.reply("/users/bob", Reply.status(500));
    assertThat(fetch(bob.id())).isInstanceOf(Unreachable.class);
    good.close();
    assertThat(fetch(bob.id())).isInstanceOf(Unreachable.class);
  }

  @Test
  void M57_aBudgetEndsAChain() {
    FetchBudget budget = FetchBudget.of(5, 1 << 20, Duration.ofMinutes(1), clock);
    for (int i = 0; i < 20; i++) {
      good.serve(note(bob, bob.id("notes/" + i)));
      remote.fetch(bob.id("notes/" + i), budget);
    }
    assertThat(good.requests()).hasSize(5);
    assertThat(remote.fetch(bob.id("notes/1"), budget)).isInstanceOf(Refused.class);
  }

  @Test
  void M2_bytesAndTimeEndABudgetToo() {
    good.serve(note(bob, bob.id("notes/1")));
    FetchBudget fewBytes = FetchBudget.of(100, 10, Duration.ofMinutes(1), clock);
    assertThat(remote.fetch(bob.id("notes/1"), fewBytes)).isInstanceOf(Fetched.class);
    assertThat(remote.fetch(bob.id("notes/1"), fewBytes)).isInstanceOf(Refused.class);
    FetchBudget shortTime = FetchBudget.of(100, 1 << 20, Duration.ofSeconds(10), clock);
    clock.advance(Duration.ofSeconds(11));
    assertThat(remote.fetch(bob.id("notes/1"), shortTime)).isInstanceOf(Refused.class);
  }

  @Test
  void F04_embeddedObjectsAreBelievedOnlyFromTheirAuthor() {
    Note real = note(bob, bob.id("notes/1"));
    Note changed = real.toBuilder().summary("changed").build();
    good.serve(real);
    assertThat(remote.resolve(Ref.of(changed), mallory.id(), budget()).found()).contains(real);
    assertThat(remote.resolve(Ref.of(changed), bob.id(), budget()).found()).contains(changed);
    RemoteActor carol = good.actor("carol");
    assertThat(remote.resolve(Ref.of(changed), carol.id(), budget()).found()).contains(real);
    assertThat(remote.resolve(Ref.of(changed.without("id")), bob.id(), budget()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void actorsComeFromTheStoreForADayAndThenFromTheirOrigin() {
    assertThat(remote.actor(bob.id(), budget()).found()).contains(bob.document());
    assertThat(remote.actor(bob.id(), budget()).found()).contains(bob.document());
    assertThat(good.requestsFor("/users/bob")).isEqualTo(1);

    Actor renamed = bob.document().toBuilder().name("Bob").build();
    good.serve(renamed);
    clock.advance(Duration.ofHours(25));
    assertThat(remote.actor(bob.id(), budget()).found()).contains(renamed);

    good.reply("/users/bob", Reply.status(503));
    clock.advance(Duration.ofHours(25));
    assertThat(remote.actor(bob.id(), budget()).found()).contains(renamed);
    assertThat(remote.refreshActor(bob.id(), budget())).isInstanceOf(Unreachable.class);
  }

  @Test
  void F06_failedActorsAreNotAskedAgainForTenMinutes() {
    good.reply("/users/bob", Reply.status(503));
    for (int i = 0; i < 50; i++) {
      assertThat(remote.actor(bob.id(), budget())).isInstanceOf(Unreachable.class);
    }
    assertThat(good.requestsFor("/users/bob")).isEqualTo(1);
    good.serve(bob.document());
    clock.advance(Duration.ofMinutes(11));
    assertThat(remote.actor(bob.id(), budget())).isInstanceOf(Fetched.class);
  }

  @Test
  void anActorThatIsGoneIsForgotten() {
    remote.actor(bob.id(), budget());
    assertThat(site.remoteActors().find(bob.id())).isPresent();
    good.reply("/users/bob", Reply.status(410));
    clock.advance(Duration.ofHours(25));
    assertThat(remote.actor(bob.id(), budget())).isInstanceOf(Gone.class);
    assertThat(site.remoteActors().find(bob.id())).isEmpty();
  }

  @Test
  void whatIsNoActorIsRefused() {
    good.serve(note(bob, bob.id("notes/1")));
    assertThat(remote.actor(bob.id("notes/1"), budget())).isInstanceOf(Refused.class);
    good.serve(bob.document().without("inbox"));
    assertThat(remote.actor(bob.id(), budget())).isInstanceOf(Refused.class);
    assertThat(site.remoteActors().find(bob.id())).isEmpty();
  }

  private FetchResult<ApObject> fetch(Iri iri) {
    return remote.fetch(iri, budget());
  }

  private FetchBudget budget() {
    return FetchBudget.standard(clock);
  }

  private static Note note(RemoteActor author, Iri id) {
    return Note.newBuilder().id(id).attributedTo(author.id()).content("hello").build();
  }
}
