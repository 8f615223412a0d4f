package dev.hato.activitypub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.proof.ProofVerdict;
import dev.hato.activitypub.proof.ProofVerifier;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.PostBuilder;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.KeyLookup;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.VerificationKey;
import dev.hato.jobs.testkit.SettableClock;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Integrity proofs of what goes out. */
final class ProvingTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private final LocalInstance site = new LocalInstance(clock, builder -> {});
  private final RemoteInstance peer = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteActor bob = peer.actor("bob");
  private final KeyPair pair = Keys.generateEd25519(new SecureRandom());
  private final SigningKey key =
      new SigningKey(site.alice().id() + "#proof-key", pair.getPrivate(), KeyAlgorithm.ED25519);

  @AfterEach
  void close() {
    site.close();
    peer.close();
  }

  @Test
  void whatIsPublicCarriesAProofOfItsActor() {
    site.proving(key);
    ApObject sent = send(note().to(List.of(Iri.PUBLIC)), site.alice().id());
    assertThat(judge(sent))
        .isInstanceOfSatisfying(
            ProofVerdict.Proven.class,
            proven -> assertThat(proven.key().keyId()).isEqualTo(key.keyId()));
  }

  @Test
  void aChangedTextIsNotProven() {
    site.proving(key);
    ApObject sent = send(note().to(List.of(Iri.PUBLIC)), site.alice().id());
    assertThat(judge(sent.with("published", "2001-01-01T00:00:00Z")))
        .isInstanceOf(ProofVerdict.Refused.class);
  }

  @Test
  void whatIsForFollowersCanBeDeniedLater() {
    site.proving(key);
    ApObject sent = send(note().to(List.of(site.alice().id("followers"))), site.alice().id());
    assertThat(judge(sent)).isInstanceOf(ProofVerdict.Unproven.class);
  }

  @Test
  void withoutAKeyThereIsNoProof() {
    ApObject sent = send(note().to(List.of(Iri.PUBLIC)), site.alice().id());
    assertThat(judge(sent)).isInstanceOf(ProofVerdict.Unproven.class);
  }

  @Test
  void whatSomebodyElseDidIsPassedOnAsItIs() {
    site.proving(key);
    ApObject sent = send(note().to(List.of(Iri.PUBLIC)), Iri.parse("https://far.example/carol"));
    assertThat(judge(sent)).isInstanceOf(ProofVerdict.Unproven.class);
  }

  private ApObject send(PostBuilder<Note> note, Iri actor) {
    Create create = Create.of(site.alice().id("1"), actor, note.build());
    site.federation()
        .outbox()
        .send(
            site.transaction(),
            site.alice().id(),
            create,
            Audience.actors(List.of(bob.document())));
    site.work();
    byte[] body = peer.awaitDelivery().body();
    return ((ReadResult.Read) ApReader.standard().readAsItIs(body)).object();
  }

  private PostBuilder<Note> note() {
    return Note.newBuilder().id(site.alice().id("notes/1")).attributedTo(site.alice().id());
  }

  private ProofVerdict judge(ApObject document) {
    byte[] bytes = ApWriter.write(document);
    VerificationKey known =
        new VerificationKey(
            key.keyId(), site.alice().id().value(), pair.getPublic(), KeyAlgorithm.ED25519);
    return new ProofVerifier((keyId, refresh) -> new KeyLookup.Found(known), clock)
        .verify(((ReadResult.Read) ApReader.standard().readAsItIs(bytes)).object());
  }
}
