package dev.hato.httpsig;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What the check of a request's signature came to. */
public sealed interface Verification {
  /**
   * The request was sent by the controller of the key.
   *
   * @param covered the lower-case names that the signature covers, for example {@code
   *     (request-target)} and {@code host}, or {@code @method} and {@code @target-uri}; nothing
   *     else of the request may be trusted
   * @param created when the sender says that it signed
   */
  record Verified(VerificationKey key, Set<String> covered, Instant created)
      implements Verification {}

  /** The request carries no signature at all. */
  record Unsigned() implements Verification {}

  /**
   * The request carries a signature that proves nothing.
   *
   * @param detail one English sentence with the evidence; may hold text of the sender, no secrets
   * @param signatureBase the text that was verified, when it came so far: what an administrator
   *     compares with the sender's
   */
  record Rejected(Reason reason, String detail, Optional<String> signatureBase)
      implements Verification {}

  /** Why a signature was rejected. */
  enum Reason {
    /** The header cannot be read, or contradicts itself. */
    MALFORMED,
    /** Something that must be signed is not, or is signed but absent. */
    MISSING_COMPONENT,
    /** The body is not the one that the digest was made of. */
    DIGEST_MISMATCH,
    /** Signed too long ago, or past the sender's own expiry. */
    EXPIRED,
    /** Signed in the future, beyond the allowed skew. */
    NOT_YET_VALID,
    /** Made for another host than this one. */
    WRONG_HOST,
    /** There is no such key, or no longer (404, 410). */
    UNKNOWN_KEY,
    /** The key could not be fetched now; the sender may try again later. */
    KEY_UNREACHABLE,
    /** What the key id leads to is not an acceptable key. */
    INVALID_KEY,
    /** The signature is not of this message and key. */
    BAD_SIGNATURE,
    /** A format, algorithm or key size that is not accepted. */
    UNSUPPORTED_ALGORITHM
  }
}
