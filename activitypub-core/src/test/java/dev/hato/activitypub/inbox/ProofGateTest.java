package dev.hato.activitypub.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.proof.IntegrityProofs;
import dev.hato.activitypub.proof.LinkedDataSignatures;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Hashtag;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Mention;
import dev.hato.activitypub.vocab.Multikey;
import dev.hato.activitypub.vocab.Note;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.Multikeys;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.Exchange;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Activities of bob that the server of relay passes on, over real sockets. */
final class ProofGateTest {
  private static final String SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
  private static final String PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

  private final SettableClock clock = new SettableClock(Instant.now());
  private final List<Activity> handled = new ArrayList<>();
  private final List<InboxContext> contexts = new ArrayList<>();
  private final TestBlocks blocks = new TestBlocks();
  private final LocalInstance site =
      new LocalInstance(clock, builder -> builder.on(Activity.class, this::handle).blocks(blocks));
  private final RemoteInstance home = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteInstance other = RemoteInstance.start("127.0.0.2", clock);
  private final RemoteActor bob = home.actor("bob");
  private final RemoteActor relay = other.actor("relay");

  private void handle(InboxContext context, Activity activity) {
    contexts.add(context);
    handled.add(activity);
  }

  @AfterEach
  void close() {
    site.close();
    home.close();
    other.close();
  }

  @Test
  void aReplyThatMastodonForwardsIsAcceptedByItsSignature() {
    assertThat(forward(LinkedDataSignatures.sign(reply(), bob.key(), clock.instant())))
        .isEqualTo(202);
    assertThat(site.work()).isEqualTo(1);

    Create create = (Create) handled.getFirst();
    Note note = (Note) create.object().orElseThrow().embedded().orElseThrow();
    assertThat(contexts.getFirst().signer()).isEqualTo(bob.id());
    assertThat(create.actor()).contains(bob.id());
    assertThat(note.content().value()).isEqualTo("<p>yes</p>");
    assertThat(note.inReplyTo().orElseThrow().id()).contains(relay.id("notes/1"));
    assertThat(note.tags()).hasSize(2);
    assertThat(note.isPublic()).isTrue();
  }

  @Test
  void anActivityWithAnIntegrityProofIsAccepted() {
    SigningKey key = giveBobAnEd25519Key();

    assertThat(forward(IntegrityProofs.sign(reply(), key, clock.instant()))).isEqualTo(202);

    assertThat(site.work()).isEqualTo(1);
    assertThat(handled.getFirst().json()).isEqualTo(provenForm(reply()));
    assertThat(contexts.getFirst().signer()).isEqualTo(bob.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"content", "inReplyTo", "attributedTo", "published"})
  void aChangedActivityIsDropped(String property) {
    for (ApObject signed : signedBothWays()) {
      ObjectNode changed = signed.json().deepCopy();
      ((ObjectNode) changed.get("object")).put(property, "https://evil.example/");
      assertThat(forward(changed)).isEqualTo(202);
    }
    assertNothingHappened();
  }

  @ParameterizedTest
  @ValueSource(strings = {"to", "cc", "tag", "inReplyTo"})
  void M46_anActivityWithSomethingTakenAwayIsDropped(String property) {
    for (ApObject signed : signedBothWays()) {
      ObjectNode changed = signed.json().deepCopy();
      ((ObjectNode) changed.get("object")).remove(property);
      assertThat(forward(changed)).isEqualTo(202);
    }
    assertNothingHappened();
  }

  @ParameterizedTest
  @ValueSource(strings = {"@graph", "@included", "@reverse", "@nest"})
  void M45_keywordsThatRearrangeAreRefusedAtAnyDepth(String keyword) {
    ApObject signed = LinkedDataSignatures.sign(reply(), bob.key(), clock.instant());
    for (String place :
        List.of("", "/object", "/object/tag/0", "/object/contentMap", "/@context/1")) {
      ObjectNode changed = signed.json().deepCopy();
      JsonNode parent = place.isEmpty() ? changed : changed.at(place);
      if (parent instanceof ObjectNode object) {
        object.set(keyword, JsonNodeFactory.instance.objectNode());
        assertThat(forward(changed)).isEqualTo(202);
      }
    }
    assertNothingHappened();
  }

  @Test
  void M48_whatNoContextDefinesIsNotHandedOn() {
    ApObject signed = LinkedDataSignatures.sign(reply(), bob.key(), clock.instant());
    ObjectNode changed = signed.json().deepCopy();
    ((ObjectNode) changed.get("object"))
        .put("_misskey_quote", "https://evil.example/1")
        .put("nobodyDefines", "this");

    forward(changed);

    assertThat(site.work()).isEqualTo(1);
    ObjectNode note = (ObjectNode) handled.getFirst().json().get("object");
    assertThat(note.has("_misskey_quote")).isFalse();
    assertThat(note.has("nobodyDefines")).isFalse();
  }

  @Test
  void M01_renamedTermsReadAsTheyWereSigned() {
    ObjectNode renamed =
        LinkedDataSignatures.sign(reply(), bob.key(), clock.instant()).json().deepCopy();
    ObjectNode terms = renamed.withArray("@context").addObject();
    terms.put("actor", "https://x.example/#nothing");
    terms.putObject("doer").put("@id", "as:actor").put("@type", "@id");
    renamed.set("doer", renamed.remove("actor"));

    assertThat(forward(renamed)).isEqualTo(202);

    assertThat(site.work()).isEqualTo(1);
    assertThat(handled.getFirst().json().get("actor").stringValue()).isEqualTo(bob.id().value());
    assertThat(handled.getFirst().json().has("doer")).isFalse();
  }

  @Test
  void M01_anActorBesideTheSignedOneIsDropped() {
    ObjectNode renamed =
        LinkedDataSignatures.sign(reply(), bob.key(), clock.instant()).json().deepCopy();
    ObjectNode terms = renamed.withArray("@context").addObject();
    terms.put("actor", "https://x.example/#nothing");
    terms.putObject("doer").put("@id", "as:actor").put("@type", "@id");
    renamed.set("doer", renamed.remove("actor"));
    renamed.put("actor", other.actor("mallory").id().value());

    assertThat(forward(renamed)).isEqualTo(202);

    assertNothingHappened();
  }

  @Test
  void M01_aContextThatWasAddedAfterTheProofChangesNothing() {
    SigningKey key = giveBobAnEd25519Key();
    ObjectNode changed = IntegrityProofs.sign(reply(), key, clock.instant()).json().deepCopy();
    changed.withArray("@context").addObject().put("content", "as:summary");

    forward(changed);

    assertThat(site.work()).isEqualTo(1);
    ApObject note = handled.getFirst().object().orElseThrow().embedded().orElseThrow();
    assertThat(note.content().value()).isEqualTo("<p>yes</p>");
    assertThat(note.summary().isEmpty()).isTrue();
  }

  @Test
  void F14_theProofMustBeOfTheActor() {
    SigningKey key = giveBobAnEd25519Key();
    Create byMallory =
        Create.of(relay.id("1"), other.actor("mallory").id(), note(relay.id("notes/9")));

    forward(LinkedDataSignatures.sign(byMallory, bob.key(), clock.instant()));
    forward(IntegrityProofs.sign(byMallory, key, clock.instant()));

    assertNothingHappened();
  }

  @Test
  void aKeyThatItsOwnerDoesNotListProvesNothing() {
    SigningKey unlisted =
        new SigningKey(
            bob.id() + "#ed25519-key", Multikeys.readPrivate(SECRET), KeyAlgorithm.ED25519);

    assertThat(forward(IntegrityProofs.sign(reply(), unlisted, clock.instant()))).isEqualTo(202);

    assertNothingHappened();
  }

  @Test
  void F15_anExpiredProofIsNotAccepted() {
    SigningKey key = giveBobAnEd25519Key();
    ObjectNode signed = IntegrityProofs.sign(reply(), key, clock.instant()).json().deepCopy();
    ((ObjectNode) signed.get("proof")).put("expires", "2020-01-01T00:00:00Z");
    assertThat(forward(signed)).isEqualTo(202);

    ObjectNode early =
        IntegrityProofs.sign(reply(), key, clock.instant().plus(Duration.ofDays(2))).json();
    assertThat(forward(early)).isEqualTo(202);
    assertNothingHappened();
  }

  @Test
  void aKeyThatCannotBeFetchedNowIsAskedForLater() {
    ApObject signed = LinkedDataSignatures.sign(reply(), bob.key(), clock.instant());
    home.reply("/users/bob", Reply.status(503));

    assertThat(forward(signed)).isEqualTo(503);

    assertNothingHappened();
  }

  @Test
  void whatWasHandledIsNotVerifiedAgain() {
    ApObject signed = LinkedDataSignatures.sign(reply(), bob.key(), clock.instant());
    forward(signed);
    site.work();
    ObjectNode broken = signed.json().deepCopy();
    ((ObjectNode) broken.get("signature")).put("creator", bob.id() + "#other-key");
    long before = home.requestsFor("/users/bob");

    assertThat(forward(broken)).isEqualTo(202);

    assertThat(home.requestsFor("/users/bob")).isEqualTo(before);
    assertThat(site.work()).isZero();
  }

  @Test
  void blockedForwardersAndBlockedAuthorsAreRefused() {
    ApObject signed = LinkedDataSignatures.sign(reply(), bob.key(), clock.instant());
    for (Iri blocked : List.of(relay.id(), bob.id())) {
      blocks.actors = Set.of(blocked);
      assertThat(forward(signed)).isEqualTo(403);
    }
    assertNothingHappened();
  }

  @Test
  void L01_aForwardedActivityMayOnlyBeAboutItsActorsOwn() {
    Create theirs =
        Create.of(
            bob.id("1"),
            bob.id(),
            Note.newBuilder().id(relay.id("notes/1")).attributedTo(relay.id()).build());

    assertThat(forward(LinkedDataSignatures.sign(theirs, bob.key(), clock.instant())))
        .isEqualTo(403);

    assertNothingHappened();
  }

  private List<ApObject> signedBothWays() {
    return List.of(
        LinkedDataSignatures.sign(reply(), bob.key(), clock.instant()),
        IntegrityProofs.sign(reply(), giveBobAnEd25519Key(), clock.instant()));
  }

  private SigningKey giveBobAnEd25519Key() {
    Iri keyId = Iri.parse(bob.id() + "#ed25519-key");
    home.serve(
        bob.document().with("assertionMethod", List.of(Multikey.of(keyId, bob.id(), PUBLIC))));
    return new SigningKey(keyId.value(), Multikeys.readPrivate(SECRET), KeyAlgorithm.ED25519);
  }

  private Create reply() {
    return Create.of(bob.id("1"), bob.id(), note(bob.id("notes/1")));
  }

  private Note note(Iri id) {
    return Note.newBuilder()
        .id(id)
        .attributedTo(bob.id())
        .inReplyTo(relay.id("notes/1"))
        .published(Instant.parse("2026-11-01T10:00:00Z"))
        .to(List.of(Iri.PUBLIC))
        .cc(List.of(relay.id(), Iri.parse(bob.id() + "/followers")))
        .content("<p>yes</p>")
        .set("sensitive", false)
        .tags(List.of(Mention.of(relay.id(), "@relay"), Hashtag.of(bob.id("tags/x"), "#x")))
        .build();
  }

  private static ObjectNode provenForm(ApObject document) {
    ObjectNode proven = document.json().deepCopy();
    JsonNode context = proven.get("@context");
    proven.set(
        "@context",
        (context.isArray() ? context.deepCopy() : JsonNodeFactory.instance.arrayNode().add(context))
            .asArray()
            .add("https://w3id.org/security/data-integrity/v1"));
    return proven;
  }

  private int forward(ApObject document) {
    return forward(document.json());
  }

  private int forward(ObjectNode document) {
    Exchange answer = other.post(relay, site.sharedInbox(), ApWriter.write(ApObject.of(document)));
    assertThat(answer).isInstanceOf(Exchange.Answered.class);
    return ((Exchange.Answered) answer).status();
  }

  private void assertNothingHappened() {
    assertThat(site.work()).isZero();
    assertThat(handled).isEmpty();
  }
}
