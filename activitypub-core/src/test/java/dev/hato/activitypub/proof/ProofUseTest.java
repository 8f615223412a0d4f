package dev.hato.activitypub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.activitypub.proof.ProofVerdict.Proven;
import dev.hato.activitypub.proof.ProofVerdict.Reason;
import dev.hato.activitypub.proof.ProofVerdict.Refused;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.DataIntegrityProof;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.httpsig.DidKey;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import dev.hato.jobs.testkit.SettableClock;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** For whom, until when and in answer to what a proof was made; keys that are their own names. */
final class ProofUseTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final KeyPair PAIR = Keys.generateEd25519(new SecureRandom());
  private static final DidKey DID = DidKey.of(PAIR.getPublic());
  private static final SigningKey KEY =
      new SigningKey(DID.verificationMethod(), PAIR.getPrivate(), KeyAlgorithm.ED25519);
  private static final Note NOTE =
      Note.newBuilder().id(Iri.parse("https://a.example/1")).content("hello").build();
  private static final ProofUse HERE = ProofUse.in(Set.of("b.example", "https://b.example"));

  private final SettableClock clock = new SettableClock(NOW);
  private final ProofVerifier verifier =
      new ProofVerifier(
          (keyId, refresh) -> {
            throw new AssertionError("a did:key is never asked for: " + keyId);
          },
          clock);

  private static ApObject signed(ProofOptions options) {
    return IntegrityProofs.sign(NOTE, KEY, options);
  }

  private static Reason refusal(ProofVerdict verdict) {
    return ((Refused) verdict).reason();
  }

  @Test
  void aDidKeyProvesWhatItsOwnerSignedAndNamesNobodyElse() {
    Proven proven = (Proven) verifier.verify(signed(ProofOptions.at(NOW)));

    assertThat(proven.key().controller()).isEqualTo(DID.did());
    assertThat(proven.document().content().value()).isEqualTo("hello");
  }

  @Test
  void anotherDidKeyOrOneThatIsNoneIsRefused() {
    DidKey other = DidKey.of(Keys.generateEd25519(new SecureRandom()).getPublic());
    ObjectNode forged = signed(ProofOptions.at(NOW)).json().deepCopy();
    ObjectNode proof = (ObjectNode) forged.get("proof");

    proof.put("verificationMethod", other.verificationMethod());
    assertThat(refusal(verifier.verify(ApObject.of(forged)))).isEqualTo(Reason.BAD_SIGNATURE);
    proof.put("verificationMethod", DID.did());
    assertThat(refusal(verifier.verify(ApObject.of(forged)))).isEqualTo(Reason.INVALID_KEY);
    KeyPair rsa = Keys.generateRsa(new SecureRandom());
    proof.put("verificationMethod", DidKey.of(rsa.getPublic()).verificationMethod());
    assertThat(refusal(verifier.verify(ApObject.of(forged)))).isEqualTo(Reason.INVALID_KEY);
  }

  @Test
  void whatAProofSaysAboutItselfIsWrittenAndRead() {
    ProofOptions options =
        ProofOptions.at(NOW.plusMillis(5))
            .until(NOW.plusSeconds(60))
            .forDomains("b.example", "c.example")
            .answering("x1");
    DataIntegrityProof proof =
        signed(options).objects("proof", DataIntegrityProof.class).getFirst();

    assertThat(proof.created()).contains(NOW);
    assertThat(proof.expires()).contains(NOW.plusSeconds(60));
    assertThat(proof.domains()).containsExactly("b.example", "c.example");
    assertThat(proof.challenge()).contains("x1");
    assertThat(verifier.verify(signed(options))).isInstanceOf(Proven.class);
    assertThatThrownBy(() -> ProofOptions.at(NOW).until(NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProofHoldsUntilItExpires() {
    ApObject signed = signed(ProofOptions.at(NOW).until(NOW.plusSeconds(60)));

    clock.set(NOW.plusSeconds(59));
    assertThat(verifier.verify(signed)).isInstanceOf(Proven.class);
    clock.set(NOW.plusSeconds(60));
    assertThat(refusal(verifier.verify(signed))).isEqualTo(Reason.EXPIRED);
    assertThat(refusal(verifier.verify(changed(signed, "expires", "\"2027-01-01T00:00:00Z\""))))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void aProofForOtherDomainsIsRefusedHere() {
    ApObject ours = signed(ProofOptions.at(NOW).forDomains("a.example", "https://b.example"));
    ApObject theirs = signed(ProofOptions.at(NOW).forDomains("a.example"));

    assertThat(verifier.verify(ours, HERE)).isInstanceOf(Proven.class);
    assertThat(verifier.verify(signed(ProofOptions.at(NOW)), HERE)).isInstanceOf(Proven.class);
    assertThat(refusal(verifier.verify(theirs, HERE))).isEqualTo(Reason.WRONG_DOMAIN);
    assertThat(verifier.verify(theirs)).isInstanceOf(Proven.class);
    assertThat(refusal(verifier.verify(changed(theirs, "domain", "\"b.example\""), HERE)))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void anAnswerMustRepeatTheChallengeAndNameThatDomainAlone() {
    ProofUse asked = ProofUse.answering("b.example", "x1");
    ProofOptions answer = ProofOptions.at(NOW).forDomains("b.example").answering("x1");

    assertThat(verifier.verify(signed(answer), asked)).isInstanceOf(Proven.class);
    assertThat(refusal(verifier.verify(signed(answer.answering("x2")), asked)))
        .isEqualTo(Reason.WRONG_CHALLENGE);
    assertThat(refusal(verifier.verify(signed(ProofOptions.at(NOW).answering("x1")), asked)))
        .isEqualTo(Reason.WRONG_DOMAIN);
    assertThat(refusal(verifier.verify(signed(answer.forDomains("b.example", "c.example")), asked)))
        .isEqualTo(Reason.WRONG_DOMAIN);
    ProofOptions silent = ProofOptions.at(NOW).forDomains("b.example");
    assertThat(refusal(verifier.verify(signed(silent), asked))).isEqualTo(Reason.WRONG_CHALLENGE);
  }

  @Test
  void anAnswerThatNobodyAskedForIsRefused() {
    ApObject answer = signed(ProofOptions.at(NOW).forDomains("b.example").answering("x1"));

    assertThat(refusal(verifier.verify(answer, HERE))).isEqualTo(Reason.WRONG_CHALLENGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "{}", "[7]", "[[\"b.example\"]]", "null"})
  void domainsThatAreNoTextsAreRefused(String json) {
    for (ProofUse use : new ProofUse[] {ProofUse.ANY, HERE}) {
      assertThat(
              refusal(verifier.verify(changed(signed(ProofOptions.at(NOW)), "domain", json), use)))
          .isEqualTo(Reason.MALFORMED);
    }
  }

  private static ApObject changed(ApObject signed, String property, String json) {
    ObjectNode copy = signed.json().deepCopy();
    ((ObjectNode) copy.get("proof")).set(property, JsonMapper.shared().readTree(json));
    return ApObject.of(copy);
  }
}
