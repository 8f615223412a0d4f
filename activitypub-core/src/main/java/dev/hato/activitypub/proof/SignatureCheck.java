package dev.hato.activitypub.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hato.activitypub.json.LinkedData;
import dev.hato.activitypub.proof.ProofVerdict.ProofKind;
import dev.hato.activitypub.proof.ProofVerdict.Proven;
import dev.hato.activitypub.proof.ProofVerdict.Reason;
import dev.hato.activitypub.proof.ProofVerdict.Refused;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.VerificationKey;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks one linked-data signature, strictly: bundled contexts only, nothing that rearranges the
 * graph, and what is proven is only what the signed statements say.
 */
final class SignatureCheck {
  private final ProofKeys keys;
  private final ProofTimes times;

  SignatureCheck(ProofKeys keys, ProofTimes times) {
    this.keys = keys;
    this.times = times;
  }

  ProofVerdict check(ObjectNode document, ObjectNode signature, ProofUse use) {
    JsonNode creator = signature.path("creator");
    JsonNode value = signature.path("signatureValue");
    if (!signature.path("type").asString("").equals(LinkedDataSignatures.TYPE)) {
      return new Refused(Reason.UNSUPPORTED, "only RsaSignature2017 is known here");
    }
    if (!creator.isString() || !value.isString() || !signature.path("created").isString()) {
      return new Refused(Reason.MALFORMED, "a signature needs creator, created and signatureValue");
    }
    Optional<Refused> objection = times.objection(signature).or(() -> use.objection(signature));
    if (objection.isPresent()) {
      return objection.get();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(value.stringValue().strip());
      return keys.find(
          creator.stringValue(), KeyAlgorithm.RSA, key -> judge(document, signature, bytes, key));
    } catch (IllegalArgumentException notBase64) {
      return new Refused(Reason.MALFORMED, "the signature value is not base64");
    }
  }

  private static ProofVerdict judge(
      ObjectNode document, ObjectNode signature, byte[] bytes, VerificationKey key) {
    Optional<LinkedData> statements =
        LinkedData.of(IntegrityCheck.copyWithout(document, "signature"));
    Optional<String> text =
        statements.flatMap(said -> LinkedDataSignatures.toBeSigned(signature, said));
    if (text.isEmpty()) {
      return new Refused(
          Reason.NOT_TRUSTED, "the document is no JSON-LD that can be read in one way only");
    }
    if (key.verifies(text.get().getBytes(UTF_8), bytes)) {
      return new Proven(
          ApObject.of(statements.get().covered()), key, ProofKind.LINKED_DATA_SIGNATURE);
    }
    return new Refused(
        Reason.BAD_SIGNATURE,
        "the signature does not belong to this document and key",
        LinkedDataSignatures.canonicalOptions(signature)
            .flatMap(first -> statements.get().canonical().map(second -> first + "\n" + second)));
  }
}
