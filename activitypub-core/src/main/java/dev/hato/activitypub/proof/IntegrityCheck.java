package dev.hato.activitypub.proof;

import dev.hato.activitypub.proof.ProofVerdict.ProofKind;
import dev.hato.activitypub.proof.ProofVerdict.Proven;
import dev.hato.activitypub.proof.ProofVerdict.Reason;
import dev.hato.activitypub.proof.ProofVerdict.Refused;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.Multibase;
import dev.hato.httpsig.UnusableKeyException;
import dev.hato.httpsig.VerificationKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks one object integrity proof (W3C Data Integrity EdDSA Cryptosuites 1.0 §3.3.2). */
final class IntegrityCheck {
  private final ProofKeys keys;
  private final ProofTimes times;

  IntegrityCheck(ProofKeys keys, ProofTimes times) {
    this.keys = keys;
    this.times = times;
  }

  ProofVerdict check(ObjectNode document, ObjectNode proof, ProofUse use) {
    if (!text(proof, "type").equals(IntegrityProofs.TYPE)
        || !text(proof, "cryptosuite").equals(IntegrityProofs.SUITE)
        || !text(proof, "proofPurpose").equals(IntegrityProofs.PURPOSE)
        || proof.has("previousProof")) {
      return new Refused(
          Reason.UNSUPPORTED, "only single proofs of eddsa-jcs-2022 for assertion are known here");
    }
    Optional<ObjectNode> unsecured = unsecured(document, proof);
    if (unsecured.isEmpty()) {
      return new Refused(Reason.MALFORMED, "the proof has another context than the document");
    }
    Optional<Refused> objection = times.objection(proof).or(() -> use.objection(proof));
    if (objection.isPresent()) {
      return objection.get();
    }
    try {
      byte[] signature = Multibase.decode(text(proof, "proofValue"));
      return keys.find(
          text(proof, "verificationMethod"),
          KeyAlgorithm.ED25519,
          key -> judge(unsecured.get(), proof, signature, key));
    } catch (UnusableKeyException noText) {
      return new Refused(Reason.MALFORMED, "the proof value is no multibase text");
    } catch (IllegalArgumentException notCanonical) {
      return new Refused(Reason.MALFORMED, "the document has no canonical form");
    }
  }

  private static ProofVerdict judge(
      ObjectNode unsecured, ObjectNode proof, byte[] signature, VerificationKey key) {
    ObjectNode options = copyWithout(proof, "proofValue");
    // Who signs both ways makes this proof first: then it does not cover the signature.
    for (ObjectNode document : List.of(unsecured, copyWithout(unsecured, "signature"))) {
      if (key.verifies(IntegrityProofs.hashData(document, options), signature)) {
        return new Proven(ApObject.of(document), key, ProofKind.OBJECT_INTEGRITY);
      }
    }
    return new Refused(
        Reason.BAD_SIGNATURE,
        "the proof does not belong to this document and key",
        Optional.of(IntegrityProofs.hashed(unsecured, options)));
  }

  /**
   * The document that was proven: without its proofs and with the context of the proof, which must
   * be the beginning of its own. What was added to the context afterwards could rename terms.
   */
  private static Optional<ObjectNode> unsecured(ObjectNode document, ObjectNode proof) {
    ObjectNode unsecured = copyWithout(document, "proof");
    @Nullable JsonNode context = proof.get("@context");
    if (context == null) {
      return Optional.of(unsecured);
    }
    List<JsonNode> ours = entries(document.path("@context"));
    List<JsonNode> theirs = entries(context);
    if (theirs.size() > ours.size() || !ours.subList(0, theirs.size()).equals(theirs)) {
      return Optional.empty();
    }
    unsecured.set("@context", context);
    return Optional.of(unsecured);
  }

  private static List<JsonNode> entries(JsonNode context) {
    return context instanceof ArrayNode array ? List.copyOf(array.values()) : List.of(context);
  }

  static ObjectNode copyWithout(ObjectNode node, String property) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode().setAll(node);
    copy.remove(property);
    return copy;
  }

  private static String text(ObjectNode node, String property) {
    return ApObject.of(node)
        .value(property)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .orElse("");
  }
}
