package dev.hato.examples;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.proof.IntegrityProofs;
import dev.hato.activitypub.proof.ProofOptions;
import dev.hato.activitypub.proof.ProofUse;
import dev.hato.activitypub.proof.ProofVerdict;
import dev.hato.activitypub.proof.ProofVerifier;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.KeyResolver;
import dev.hato.httpsig.Multikeys;
import dev.hato.httpsig.SigningKey;
import java.time.Duration;
import java.time.InstantSource;

/** Documents that prove who made them, whoever passes them on (FEP-8b32). */
record SignedDocuments(KeyResolver keys, InstantSource clock) {
  ApObject sign(ApObject document, String keyId, String secretKeyMultibase) {
    SigningKey key =
        new SigningKey(keyId, Multikeys.readPrivate(secretKeyMultibase), KeyAlgorithm.ED25519);
    return IntegrityProofs.sign(document, key, clock.instant());
  }

  /** A proof for one reader, as the answer to what he asked, for five minutes. */
  ApObject answer(ApObject document, SigningKey key, String domain, String challenge) {
    ProofOptions options =
        ProofOptions.at(clock.instant())
            .until(clock.instant().plus(Duration.ofMinutes(5)))
            .forDomains(domain)
            .answering(challenge);
    return IntegrityProofs.sign(document, key, options);
  }

  boolean isAnswer(ApObject document, String domain, String challenge) {
    ProofUse use = ProofUse.answering(domain, challenge);
    return new ProofVerifier(keys, clock).verify(document, use) instanceof ProofVerdict.Proven;
  }

  String verify(byte[] bytes) {
    if (!(ApReader.standard().readAsItIs(bytes) instanceof ReadResult.Read read)) {
      return "no document";
    }
    return switch (new ProofVerifier(keys, clock).verify(read.object())) {
      // What was proven is in the verdict: go on with that, not with what was given.
      case ProofVerdict.Proven proven ->
          proven.key().controller() + " made this " + proven.document().types();
      case ProofVerdict.Unproven unproven -> "nobody says who made this";
      case ProofVerdict.Refused refused -> refused.reason() + ": " + refused.detail();
    };
  }
}
