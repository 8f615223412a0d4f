package dev.hato.activitypub.proof;

import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.VerificationKey;
import java.util.Optional;

/** What a look at the proofs of a document came to. */
public sealed interface ProofVerdict {
  /**
   * A proof holds.
   *
   * @param document exactly what was proven, without the proof: to be acted on instead of the
   *     document that was given, which may say more
   * @param key whose it is; its controller is who speaks: an actor that lists the key, or a {@link
   *     dev.hato.httpsig.DidKey}, of which only its owner can say whose it is
   * @param kind which sort of proof it was
   */
  record Proven(ApObject document, VerificationKey key, ProofKind kind) implements ProofVerdict {}

  /** The document carries no proof of a kind that this library knows. */
  record Unproven() implements ProofVerdict {}

  /**
   * There is a proof, and it proves nothing.
   *
   * @param reason why
   * @param detail one sentence for a developer
   * @param signed the text that was hashed, options first, to be compared with the other side's;
   *     present for {@link Reason#BAD_SIGNATURE}. It has the content of the document: do not log it
   */
  record Refused(Reason reason, String detail, Optional<String> signed) implements ProofVerdict {
    Refused(Reason reason, String detail) {
      this(reason, detail, Optional.empty());
    }
  }

  /** The sorts of proofs. */
  enum ProofKind {
    /** FEP-8b32 with {@code eddsa-jcs-2022}. */
    OBJECT_INTEGRITY,
    /** {@code RsaSignature2017}. */
    LINKED_DATA_SIGNATURE
  }

  /** Why a proof is not accepted. */
  enum Reason {
    /** A part is missing or has not the form that it must have. */
    MALFORMED,
    /** Another suite, purpose or algorithm than the ones that are known here. */
    UNSUPPORTED,
    /** The document rearranges its graph, or is no JSON-LD that this library understands. */
    NOT_TRUSTED,
    /** The time until which it holds is over. */
    EXPIRED,
    /** It was made in the future. */
    NOT_YET_VALID,
    /** It was made for another place. */
    WRONG_DOMAIN,
    /** It answers another challenge, or one that nobody posed. */
    WRONG_CHALLENGE,
    /** The key is not there (any more). */
    UNKNOWN_KEY,
    /** There is something under the key's id, and it is no usable key. */
    INVALID_KEY,
    /** The key could not be fetched now: worth another try. */
    KEY_UNREACHABLE,
    /** The signature does not belong to this document and this key. */
    BAD_SIGNATURE
  }
}
