package dev.hato.activitypub.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.proof.IntegrityProofs;
import dev.hato.activitypub.proof.ProofOptions;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Multikey;
import dev.hato.activitypub.vocab.Note;
import dev.hato.httpsig.DidKey;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.Exchange;
import dev.hato.jobs.testkit.SettableClock;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Forwarded activities with proofs by a did:key, for one domain, or in answer to something. */
final class BoundProofsTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private final List<Iri> authors = new ArrayList<>();
  private final LocalInstance site =
      new LocalInstance(
          clock,
          builder -> builder.on(Activity.class, (context, a) -> authors.add(context.signer())));
  private final RemoteInstance home = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteInstance other = RemoteInstance.start("127.0.0.2", clock);
  private final RemoteActor bob = home.actor("bob");
  private final RemoteActor relay = other.actor("relay");
  private final KeyPair pair = Keys.generateEd25519(new SecureRandom());
  private final DidKey did = DidKey.of(pair.getPublic());

  @AfterEach
  void close() {
    site.close();
    home.close();
    other.close();
  }

  private void names(RemoteActor actor, Object... methods) {
    home.serve(actor.document().with("assertionMethod", List.of(methods)));
  }

  private ApObject signed(ProofOptions options) {
    Note note = Note.newBuilder().id(bob.id("notes/1")).attributedTo(bob.id()).build();
    SigningKey key =
        new SigningKey(did.verificationMethod(), pair.getPrivate(), KeyAlgorithm.ED25519);
    return IntegrityProofs.sign(Create.of(bob.id("1"), bob.id(), note), key, options);
  }

  private ProofOptions now() {
    return ProofOptions.at(clock.instant());
  }

  private int forward(ApObject document) {
    Exchange answer = other.post(relay, site.sharedInbox(), document);
    return ((Exchange.Answered) answer).status();
  }

  private void isDropped(ApObject document) {
    assertThat(forward(document)).isEqualTo(202);
    assertThat(site.work()).isZero();
    assertThat(authors).isEmpty();
  }

  private void isHandledAsBobs(ApObject document) {
    assertThat(forward(document)).isEqualTo(202);
    assertThat(site.work()).isEqualTo(1);
    assertThat(authors).containsExactly(bob.id());
  }

  @Test
  void aDidKeyThatNobodyNamesSpeaksForNobody() {
    isDropped(signed(now()));
  }

  @Test
  void aDidKeyThatAnotherActorNamesDoesNotSpeakForThisOne() {
    names(home.actor("mallory"), did.verificationMethod());
    isDropped(signed(now()));
  }

  @Test
  void aMultikeyOfSomebodyElseInTheActorDoesNotCount() {
    Iri mallory = home.actor("mallory").id();
    names(bob, Multikey.of(Iri.parse(did.verificationMethod()), mallory, pair.getPublic()));
    isDropped(signed(now()));
  }

  @Test
  void aDidKeySpeaksForTheActorWhoseDocumentNamesIt() {
    names(bob, did.verificationMethod());
    isHandledAsBobs(signed(now()));
  }

  @Test
  void aDidKeySpeaksForTheActorWhoseMultikeyItIs() {
    names(bob, Multikey.of(Iri.parse(bob.id() + "#key"), bob.id(), pair.getPublic()));
    isHandledAsBobs(signed(now()));
  }

  @Test
  void anActorThatCannotBeAskedNowIsAskedLater() {
    home.reply("/users/bob", Reply.status(503));
    assertThat(forward(signed(now()))).isEqualTo(503);
    assertThat(site.work()).isZero();
  }

  @Test
  void aProofForAnotherDomainIsDroppedAndOneForThisSiteIsNot() {
    names(bob, did.verificationMethod());
    isDropped(signed(now().forDomains(other.authority())));
    String here = site.base().substring("http://".length());
    isHandledAsBobs(signed(now().forDomains(other.authority(), here)));
  }

  @Test
  void aProofThatAnswersAChallengeIsNoActivity() {
    names(bob, did.verificationMethod());
    isDropped(signed(now().answering("x1")));
  }
}
