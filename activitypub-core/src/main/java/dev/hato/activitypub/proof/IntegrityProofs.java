package dev.hato.activitypub.proof;

import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.Multibase;
import dev.hato.httpsig.SigningKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes object integrity proofs (FEP-8b32): a {@code DataIntegrityProof} of the suite {@code
 * eddsa-jcs-2022} (W3C Data Integrity EdDSA Cryptosuites 1.0 §3.3), an Ed25519 signature over the
 * canonical JSON of the proof's options and of the document. Stateless.
 */
public final class IntegrityProofs {
  static final String TYPE = "DataIntegrityProof";
  static final String SUITE = "eddsa-jcs-2022";
  static final String PURPOSE = "assertionMethod";
  private static final String CONTEXT = "https://w3id.org/security/data-integrity/v1";
  private static final Set<String> CONTEXTS =
      Set.of(CONTEXT, "https://w3id.org/security/data-integrity/v2");

  private IntegrityProofs() {}

  /**
   * The document with a proof. Whatever is changed afterwards breaks it; write the bytes once and
   * keep them.
   *
   * @param document without a proof; where its context does not have the terms of proofs, they are
   *     added
   * @param key an Ed25519 key whose id is among the {@code assertionMethod}s of its actor
   * @param created the time in the proof; its fraction of a second is left out
   * @throws IllegalArgumentException for another kind of key, or a document that has a proof
   */
  public static ApObject sign(ApObject document, SigningKey key, Instant created) {
    return sign(document, key, ProofOptions.at(created));
  }

  /**
   * The document with a proof that says more about itself: until when it holds, for whom it is,
   * what it answers.
   *
   * @param document as above
   * @param key as above
   * @throws IllegalArgumentException as above
   */
  public static ApObject sign(ApObject document, SigningKey key, ProofOptions options) {
    if (key.algorithm() != KeyAlgorithm.ED25519) {
      throw new IllegalArgumentException(
          "eddsa-jcs-2022 needs an Ed25519 key, and " + key.keyId() + " is " + key.algorithm());
    }
    if (document.json().has("proof")) {
      throw new IllegalArgumentException("the document has a proof; remove it first");
    }
    ObjectNode signed = JsonNodeFactory.instance.objectNode().setAll(document.json());
    @Nullable JsonNode context = signed.get("@context");
    if (context != null) {
      signed.set("@context", withTerms(context));
    }
    ObjectNode proof = JsonNodeFactory.instance.objectNode();
    if (context != null) {
      proof.set("@context", signed.get("@context"));
    }
    proof
        .put("type", TYPE)
        .put("cryptosuite", SUITE)
        .put("verificationMethod", key.keyId())
        .put("proofPurpose", PURPOSE);
    ObjectNode stated = proof.deepCopy();
    options.write(stated);
    proof.put("proofValue", Multibase.encode(key.sign(hashData(signed, stated))));
    options.write(proof);
    signed.set("proof", proof);
    return ApObject.of(signed);
  }

  /** What is signed: the hash of the options, then the hash of the document. */
  static byte[] hashData(ObjectNode document, ObjectNode options) {
    ByteArrayOutputStream data = new ByteArrayOutputStream(64);
    data.writeBytes(Digests.sha256(Jcs.canonical(options)));
    data.writeBytes(Digests.sha256(Jcs.canonical(document)));
    return data.toByteArray();
  }

  /** The text behind the hashes, for people who compare. */
  static String hashed(ObjectNode document, ObjectNode options) {
    return new String(Jcs.canonical(options), StandardCharsets.UTF_8)
        + "\n"
        + new String(Jcs.canonical(document), StandardCharsets.UTF_8);
  }

  private static JsonNode withTerms(JsonNode context) {
    List<JsonNode> entries =
        context instanceof ArrayNode array ? List.copyOf(array.values()) : List.of(context);
    if (entries.stream().anyMatch(e -> e.isString() && CONTEXTS.contains(e.stringValue()))) {
      return context;
    }
    return JsonNodeFactory.instance.arrayNode().addAll(entries).add(CONTEXT);
  }
}
