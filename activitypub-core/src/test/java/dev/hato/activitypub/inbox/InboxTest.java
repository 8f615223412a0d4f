package dev.hato.activitypub.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.activitypub.vocab.Update;
import dev.hato.httpsig.BodyDigest;
import dev.hato.httpsig.RequestSigner;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.SafeRequest;
import dev.hato.jobs.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inbox over real sockets, with real signatures. */
final class InboxTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private final List<Activity> handled = new ArrayList<>();
  private final List<InboxContext> contexts = new ArrayList<>();
  private final TestBlocks blocks = new TestBlocks();
  private final LocalInstance site =
      new LocalInstance(clock, builder -> builder.on(Activity.class, this::handle).blocks(blocks));
  private final RemoteInstance good = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteInstance evil = RemoteInstance.start("127.0.0.2", clock);
  private final RemoteActor bob = good.actor("bob");
  private final RemoteActor mallory = evil.actor("mallory");

  private void handle(InboxContext context, Activity activity) {
    contexts.add(context);
    handled.add(activity);
  }

  @AfterEach
  void close() {
    site.close();
    good.close();
    evil.close();
  }

  @Test
  void aSignedActivityIsAcceptedStoredAndHandled() {
    Create create = create(bob, "1");
    assertThat(status(good.post(bob, site.sharedInbox(), create))).isEqualTo(202);
    assertThat(handled).isEmpty();
    assertThat(site.work()).isEqualTo(1);
    assertThat(handled).containsExactly(create);
    assertThat(contexts.getFirst().signer()).isEqualTo(bob.id());
    assertThat(contexts.getFirst().recipient()).isEmpty();
  }

  @Test
  void aPersonalInboxTellsItsOwner() {
    Follow follow = follow(bob, site.alice().id());
    String inbox = site.alice().id() + "/inbox";
    assertThat(status(good.post(bob, inbox, follow))).isEqualTo(202);
    site.work();
    assertThat(contexts.getFirst().recipient()).contains("alice");
    String nobody = site.base() + "/users/nobody/inbox";
    assertThat(status(good.post(bob, nobody, follow))).isEqualTo(404);
  }

  @Test
  void aRepeatIsAnsweredAndDropped() {
    Create create = create(bob, "1");
    for (int i = 0; i < 5; i++) {
      assertThat(status(good.post(bob, site.sharedInbox(), create))).isEqualTo(202);
    }
    site.work();
    assertThat(status(good.post(bob, site.sharedInbox(), create))).isEqualTo(202);
    assertThat(site.work()).isZero();
    assertThat(handled).hasSize(1);
  }

  @Test
  void twoInboxesGetTheSameActivityOnceEachUnlessOnceIsEnough() {
    Follow follow = follow(bob, site.alice().id());
    String personal = site.alice().id() + "/inbox";
    for (String inbox : List.of(personal, site.sharedInbox(), personal, site.sharedInbox())) {
      assertThat(status(good.post(bob, inbox, follow))).isEqualTo(202);
    }
    site.work();
    assertThat(contexts)
        .extracting(InboxContext::recipient)
        .containsExactlyInAnyOrder(Optional.of("alice"), Optional.empty());
    handled.clear();
    try (LocalInstance once =
        new LocalInstance(
            clock, builder -> builder.on(Activity.class, this::handle).repeats(RepeatKey.ONCE))) {
      Follow other = follow(bob, once.alice().id());
      good.post(bob, once.sharedInbox(), other);
      good.post(bob, once.alice().id() + "/inbox", other);
      once.work();
      assertThat(handled).hasSize(1);
    }
  }

  @Test
  void anActivityWithoutIdIsKnownByItsBytes() {
    ApObject like = Like.newBuilder().actor(bob.id()).object(site.alice().id("notes/1")).build();
    good.post(bob, site.sharedInbox(), like);
    good.post(bob, site.sharedInbox(), like);
    site.work();
    assertThat(handled).hasSize(1);
  }

  @Test
  void anUnsignedRequestIsRefused() {
    byte[] body = ApWriter.write(create(bob, "1"));
    Exchange answer =
        good.http()
            .send(SafeRequest.post(site.sharedInbox(), "application/activity+json", body).build());
    assertThat(status(answer)).isEqualTo(401);
    assertNothingHappened();
  }

  @Test
  void F04_theKeyMustBelongToTheActor() {
    assertThat(status(evil.post(mallory, site.sharedInbox(), create(bob, "1")))).isEqualTo(401);
    RemoteActor carol = good.actor("carol");
    assertThat(status(good.post(carol, site.sharedInbox(), create(bob, "1")))).isEqualTo(401);
    assertNothingHappened();
  }

  @Test
  void G1_theSenderMustBeTheActorOfAFollow() {
    Follow follow = follow(bob, site.alice().id());
    assertThat(status(evil.post(mallory, site.sharedInbox(), follow))).isEqualTo(401);
    assertNothingHappened();
  }

  @Test
  void L2_signaturesThatNobodyMadeProveNothing() {
    ApObject forwarded =
        create(bob, "1")
            .with("signature", Map.of("type", "RsaSignature2017", "signatureValue", "AAAA"));
    assertThat(status(evil.post(mallory, site.sharedInbox(), forwarded))).isEqualTo(202);
    assertNothingHappened();
  }

  @Test
  void M1_aliasedTermsDoNotChangeWhoActs() {
    String aliased =
        """
        {"@context":["https://www.w3.org/ns/activitystreams",
           {"doer":{"@id":"as:actor","@type":"@id"},"actor":"http://example.org/nothing"}],
         "id":"%s","type":"Create","actor":"%s","doer":"%s",
         "object":{"id":"%s","type":"Note","attributedTo":"%s","content":"x"},
         "signature":{"type":"RsaSignature2017","signatureValue":"AAAA"}}"""
            .formatted(
                mallory.id("1"), mallory.id(), bob.id(), mallory.id("notes/1"), mallory.id());
    byte[] body = aliased.getBytes(StandardCharsets.UTF_8);
    evil.post(mallory, site.sharedInbox(), body);
    site.work();
    assertThat(handled).noneMatch(activity -> activity.actors().contains(bob.id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"@graph", "@included", "@reverse"})
  void M45_restructuringKeywordsGiveNobodyElsesWord(String keyword) {
    String json =
        """
        {"@context":"https://www.w3.org/ns/activitystreams","id":"%s","type":"Create",
         "actor":"%s","object":{"id":"%s","type":"Note","attributedTo":"%s"},
         "%s":{"id":"%s","type":"Create","actor":"%s"}}"""
            .formatted(
                mallory.id("1"),
                mallory.id(),
                mallory.id("notes/1"),
                mallory.id(),
                keyword,
                bob.id("1"),
                bob.id());
    evil.post(mallory, site.sharedInbox(), json.getBytes(StandardCharsets.UTF_8));
    site.work();
    assertThat(handled).noneMatch(activity -> activity.actors().contains(bob.id()));
  }

  @Test
  void K05_anotherBodyThanTheSignedOneIsRefused() {
    byte[] signed = ApWriter.write(create(bob, "1"));
    byte[] sent = ApWriter.write(create(bob, "2"));
    Map<String, String> headers = new LinkedHashMap<>();
    SafeRequest request =
        SafeRequest.post(site.sharedInbox(), "application/activity+json", sent)
            .hopSigner((hop, body) -> cavage().sign(hop, signed, bob.key()))
            .build();
    assertThat(status(good.http().send(request))).isEqualTo(401);
    SafeRequest newDigest =
        SafeRequest.post(site.sharedInbox(), "application/activity+json", sent)
            .hopSigner(
                (hop, body) -> {
                  headers.putAll(cavage().sign(hop, signed, bob.key()));
                  headers.put("Digest", BodyDigest.digestHeader(sent));
                  return headers;
                })
            .build();
    assertThat(status(good.http().send(newDigest))).isEqualTo(401);
    assertNothingHappened();
  }

  @Test
  void K05_aSignatureForAnotherHostIsRefused() {
    byte[] body = ApWriter.write(create(bob, "1"));
    SafeRequest request =
        SafeRequest.post(site.sharedInbox(), "application/activity+json", body)
            .hopSigner(
                (hop, bytes) ->
                    cavage()
                        .sign(
                            dev.hato.httpsig.SignableMessage.of(
                                "POST", "https", "other.test", "/inbox", Map.of()),
                            bytes,
                            bob.key()))
            .build();
    assertThat(status(good.http().send(request))).isEqualTo(401);
    assertNothingHappened();
  }

  @Test
  void Y03_idsOfThisServerAreRefusedFromOutside() {
    Iri ours = site.alice().id("notes/1");
    Create create = Create.of(bob.id("1"), bob.id(), note(bob, ours));
    assertThat(status(good.post(bob, site.sharedInbox(), create))).isEqualTo(403);
    Delete delete = Delete.newBuilder().id(bob.id("2")).actor(bob.id()).object(ours).build();
    assertThat(status(good.post(bob, site.sharedInbox(), delete))).isEqualTo(403);
    Like like = Like.newBuilder().id(ours).actor(bob.id()).object(ours).build();
    assertThat(status(good.post(bob, site.sharedInbox(), like))).isEqualTo(403);
    assertNothingHappened();
  }

  @Test
  void H1_nobodyDeletesChangesOrTakesBackWhatIsOfAnotherOrigin() {
    Iri bobs = bob.id("notes/1");
    Delete delete =
        Delete.newBuilder().id(mallory.id("1")).actor(mallory.id()).object(bobs).build();
    Update update =
        Update.newBuilder().id(mallory.id("2")).actor(mallory.id()).object(note(bob, bobs)).build();
    Update disguised =
        Update.newBuilder()
            .id(mallory.id("3"))
            .actor(mallory.id())
            .object(note(mallory, bobs))
            .build();
    Undo undo =
        Undo.newBuilder()
            .id(mallory.id("4"))
            .actor(mallory.id())
            .object(follow(bob, site.alice().id()))
            .build();
    for (Activity activity : List.of(delete, update, disguised, undo)) {
      assertThat(status(evil.post(mallory, site.sharedInbox(), activity))).isEqualTo(403);
    }
    assertNothingHappened();
  }

  @Test
  void H1_nobodyChangesWhatAnotherActorOfTheSameHostWrote() {
    RemoteActor carol = good.actor("carol");
    Update update =
        Update.newBuilder()
            .id(carol.id("1"))
            .actor(carol.id())
            .object(note(bob, bob.id("notes/1")))
            .build();
    assertThat(status(good.post(carol, site.sharedInbox(), update))).isEqualTo(403);
    Update profile =
        Update.newBuilder().id(carol.id("2")).actor(carol.id()).object(bob.document()).build();
    assertThat(status(good.post(carol, site.sharedInbox(), profile))).isEqualTo(403);
    assertNothingHappened();
  }

  @Test
  void M14_anActivityIdOfAnotherOriginIsRefused() {
    Create create = Create.of(bob.id("1"), mallory.id(), note(mallory, mallory.id("notes/1")));
    assertThat(status(evil.post(mallory, site.sharedInbox(), create))).isEqualTo(403);
    assertNothingHappened();
  }

  @Test
  void anActorThatIsNotKnownIsNotFetchedOnlyToBeForgotten() {
    Delete delete = Delete.newBuilder().id(bob.id("1")).actor(bob.id()).object(bob.id()).build();
    Update update =
        Update.newBuilder().id(bob.id("2")).actor(bob.id()).object(bob.document()).build();
    assertThat(status(good.post(bob, site.sharedInbox(), delete))).isEqualTo(202);
    assertThat(status(good.post(bob, site.sharedInbox(), update))).isEqualTo(202);
    assertNothingHappened();
    assertThat(good.requests()).isEmpty();
  }

  @Test
  void aKnownActorMayDeleteItselfThoughItsKeyIsNoLongerServed() {
    good.post(bob, site.sharedInbox(), create(bob, "1"));
    good.reply("/users/bob", Reply.status(410));
    Delete delete = Delete.newBuilder().id(bob.id("2")).actor(bob.id()).object(bob.id()).build();
    assertThat(status(good.post(bob, site.sharedInbox(), delete))).isEqualTo(202);
    site.work();
    assertThat(handled).hasSize(2);
  }

  @Test
  void aChangedKeyIsFetchedOnce() {
    good.post(bob, site.sharedInbox(), create(bob, "1"));
    RemoteActor changed = good.changeKey("bob", "main-key");
    clock.advance(Duration.ofMinutes(6));
    assertThat(status(good.post(changed, site.sharedInbox(), create(bob, "2")))).isEqualTo(202);
    assertThat(status(good.post(bob, site.sharedInbox(), create(bob, "3")))).isEqualTo(401);
    assertThat(good.requestsFor("/users/bob")).isEqualTo(2);
  }

  @Test
  void anUnreachableKeyIsTheServersTroubleAndNotTheSenders() {
    good.reply("/users/bob", Reply.status(500));
    Exchange answer = good.post(bob, site.sharedInbox(), create(bob, "1"));
    assertThat(status(answer)).isEqualTo(503);
    assertThat(((Exchange.Answered) answer).header("Retry-After")).contains("30");
    good.reply("/users/bob", Reply.status(404));
    clock.advance(Duration.ofMinutes(11));
    assertThat(status(good.post(bob, site.sharedInbox(), create(bob, "1")))).isEqualTo(401);
    assertNothingHappened();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "\"text\"",
        "{\"type\":\"Note\",\"id\":\"https://example.org/1\"}",
        "{\"type\":\"Create\"}",
        "{\"type\":\"Create\",\"actor\":\"javascript:alert(1)\"}",
        "{\"type\":\"Create\",\"actor\":[\"https://a.test/1\",\"https://b.test/2\"]}",
        "{\"type\":\"Create\",\"actor\":\"https://a.test/1\",\"id\":{\"a\":1}}",
        "{\"type\":\"Create\",\"actor\":\"https://a.test/1\",\"id\":7}",
        "{\"type\":\"Create\",\"actor\":\"https://a.test/1\",\"id\":\"relative\"}",
        "{\"type\":\"Create\",\"type\":\"Delete\",\"actor\":\"https://a.test/1\"}"
      })
  void K12_whatIsNoActivityIsRefusedBeforeAnythingIsFetched(String body) {
    Exchange answer = good.post(bob, site.sharedInbox(), body.getBytes(StandardCharsets.UTF_8));
    assertThat(status(answer)).isEqualTo(400);
    assertThat(new String(((Exchange.Answered) answer).body(), StandardCharsets.UTF_8))
        .startsWith("{\"error\":\"");
    assertNothingHappened();
    assertThat(good.requests()).isEmpty();
  }

  @Test
  void J20_deepAndLargeBodiesAreRefused() {
    byte[] deep = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    assertThat(status(good.post(bob, site.sharedInbox(), deep))).isEqualTo(400);
    byte[] large = new byte[1024 * 1024 + 1];
    assertThat(status(good.post(bob, site.sharedInbox(), large))).isEqualTo(413);
    assertNothingHappened();
  }

  @Test
  void compressedBodiesAreRefused() {
    Exchange answer =
        good.http()
            .send(
                SafeRequest.post(site.sharedInbox(), "application/activity+json", new byte[10])
                    .header("Content-Encoding", "gzip")
                    .build());
    assertThat(status(answer)).isEqualTo(415);
  }

  @Test
  void typesThatNobodyKnowsAreIgnored() {
    String json =
        "{\"type\":\"Flutter\",\"id\":\"%s\",\"actor\":\"%s\"}".formatted(bob.id("1"), bob.id());
    Exchange answer = good.post(bob, site.sharedInbox(), json.getBytes(StandardCharsets.UTF_8));
    assertThat(status(answer)).isEqualTo(202);
    assertNothingHappened();
  }

  @Test
  void aBlockedActorIsRefusedAndABlockedHostDropsTheWholeActivity() {
    blocks.actors = Set.of(bob.id());
    assertThat(status(good.post(bob, site.sharedInbox(), create(bob, "1")))).isEqualTo(403);
    assertNothingHappened();
  }

  @Test
  void P13_anythingOfABlockedHostInsideDropsTheWholeActivity() {
    blocks.hosts = Set.of("127.0.0.2");
    Iri theirs = mallory.id("notes/1");
    Note reply =
        Note.newBuilder()
            .id(bob.id("notes/1"))
            .attributedTo(bob.id())
            .inReplyTo(theirs)
            .content("x")
            .build();
    Note mention =
        Note.newBuilder()
            .id(bob.id("notes/2"))
            .attributedTo(bob.id())
            .tags(List.of(dev.hato.activitypub.vocab.Mention.of(mallory.id(), "@mallory")))
            .build();
    Activity announce =
        dev.hato.activitypub.vocab.Announce.newBuilder()
            .id(bob.id("1"))
            .actor(bob.id())
            .object(note(mallory, theirs))
            .build();
    for (Activity activity :
        List.of(
            Create.of(bob.id("2"), bob.id(), reply),
            Create.of(bob.id("3"), bob.id(), mention),
            announce)) {
      assertThat(status(good.post(bob, site.sharedInbox(), activity))).isEqualTo(202);
    }
    assertNothingHappened();
  }

  @Test
  void F14_handlersGetExactlyWhatWasVerified() {
    String odd =
        """
        {"@context":"https://www.w3.org/ns/activitystreams", "type" : "Create","id":"%s",
         "actor":"%s","x":[1.50,"\\u00e9 鳩"],
         "object":{"type":"Note","id":"%s","attributedTo":"%s","content":"鳩\\n"}}"""
            .formatted(bob.id("1"), bob.id(), bob.id("notes/1"), bob.id());
    byte[] body = odd.getBytes(StandardCharsets.UTF_8);
    good.post(bob, site.sharedInbox(), body);
    assertThat(site.work()).isEqualTo(1);
    assertThat(dev.hato.activitypub.json.ApReader.standard().read(body))
        .isInstanceOfSatisfying(
            dev.hato.activitypub.json.ReadResult.Read.class,
            read -> assertThat(handled.getFirst()).isEqualTo(read.object()));
  }

  @Test
  void aVerifiedRequestShowsThatItsHostLives() {
    var health =
        new dev.hato.activitypub.spi.OriginHealth(
            good.authority(), 9, clock.instant(), clock.instant().plusSeconds(3600));
    site.health().save(health);
    evil.post(mallory, site.sharedInbox(), create(bob, "1"));
    assertThat(site.health().find(good.authority())).isPresent();
    good.post(bob, site.sharedInbox(), create(bob, "1"));
    assertThat(site.health().find(good.authority())).isEmpty();
  }

  private void assertNothingHappened() {
    assertThat(site.work()).isZero();
    assertThat(handled).isEmpty();
  }

  private static int status(Exchange exchange) {
    assertThat(exchange).isInstanceOf(Exchange.Answered.class);
    return ((Exchange.Answered) exchange).status();
  }

  private RequestSigner cavage() {
    return RequestSigner.of(SignatureFormat.CAVAGE_12, clock);
  }

  private static Create create(RemoteActor actor, String name) {
    return Create.of(actor.id(name), actor.id(), note(actor, actor.id("notes/" + name)));
  }

  private static Note note(RemoteActor author, Iri id) {
    return Note.newBuilder().id(id).attributedTo(author.id()).content("hello").build();
  }

  private static Follow follow(RemoteActor actor, Iri object) {
    return Follow.newBuilder().id(actor.id("follows/1")).actor(actor.id()).object(object).build();
  }
}
