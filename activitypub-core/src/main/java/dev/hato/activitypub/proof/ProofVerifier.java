package dev.hato.activitypub.proof;

import dev.hato.activitypub.proof.ProofVerdict.Proven;
import dev.hato.activitypub.proof.ProofVerdict.Unproven;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.KeyResolver;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks the proofs that a document carries: an object integrity proof (FEP-8b32, {@code
 * eddsa-jcs-2022}), else a linked-data signature ({@code RsaSignature2017}).
 *
 * <p>Who acts on a document must act on {@link Proven#document}, and must see to it that the key's
 * controller is the one who may speak: a proof says who made a document, not that he may. Of a
 * {@link dev.hato.httpsig.DidKey} the controller is the key itself, which is nobody's until an
 * actor names it. A key that does not fit is asked for once more at its origin. Thread-safe; may
 * block for that fetch.
 */
public final class ProofVerifier {
  private static final int MOST_PROOFS = 4;

  private final IntegrityCheck integrity;
  private final SignatureCheck signatures;

  /**
   * A verifier.
   *
   * @param keys finds the key of a proof, and answers for it that its controller lists it
   * @param clock by which proofs expire
   */
  public ProofVerifier(KeyResolver keys, InstantSource clock) {
    ProofKeys proofKeys = new ProofKeys(keys);
    ProofTimes times = new ProofTimes(clock);
    this.integrity = new IntegrityCheck(proofKeys, times);
    this.signatures = new SignatureCheck(proofKeys, times);
  }

  /**
   * Checks a document, wherever and for whatever its proof was made.
   *
   * @param document as it came: see {@link dev.hato.activitypub.json.ApReader#readAsItIs}
   */
  public ProofVerdict verify(ApObject document) {
    return verify(document, ProofUse.ANY);
  }

  /**
   * Checks a document whose proof must be meant for this use.
   *
   * @param document as it came: see {@link dev.hato.activitypub.json.ApReader#readAsItIs}
   */
  public ProofVerdict verify(ApObject document, ProofUse use) {
    ObjectNode json = document.json();
    ProofVerdict verdict = new Unproven();
    for (JsonNode proof : proofs(json.path("proof"))) {
      if (proof instanceof ObjectNode object && !(verdict instanceof Proven)) {
        verdict = integrity.check(json, object, use);
      }
    }
    if (!(verdict instanceof Proven) && json.get("signature") instanceof ObjectNode signature) {
      ProofVerdict second = signatures.check(json, signature, use);
      return verdict instanceof Unproven || second instanceof Proven ? second : verdict;
    }
    return verdict;
  }

  private static List<JsonNode> proofs(JsonNode value) {
    return value instanceof ArrayNode array
        ? array.valueStream().limit(MOST_PROOFS).toList()
        : List.of(value);
  }
}
