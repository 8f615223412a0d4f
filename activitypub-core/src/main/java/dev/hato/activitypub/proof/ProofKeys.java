package dev.hato.activitypub.proof;

import dev.hato.activitypub.proof.ProofVerdict.Reason;
import dev.hato.activitypub.proof.ProofVerdict.Refused;
import dev.hato.httpsig.DidKey;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.KeyLookup;
import dev.hato.httpsig.KeyResolver;
import dev.hato.httpsig.VerificationKey;
import java.util.function.Function;

/**
 * Finds the key of a proof, and a newer one where the first does not fit. A {@code did:key} holds
 * its key and is never asked for.
 */
final class ProofKeys {
  private final KeyResolver keys;

  ProofKeys(KeyResolver keys) {
    this.keys = keys;
  }

  /**
   * Tries a proof with its key.
   *
   * @param attempt judges the proof by a key of the right kind
   */
  ProofVerdict find(
      String keyId, KeyAlgorithm algorithm, Function<VerificationKey, ProofVerdict> attempt) {
    if (DidKey.isOne(keyId)) {
      return judge(KeyLookup.fromDidKey(keyId), algorithm, attempt);
    }
    ProofVerdict first = judge(keys.resolve(keyId, false), algorithm, attempt);
    boolean again = first instanceof Refused refused && refused.reason() == Reason.BAD_SIGNATURE;
    return again ? judge(keys.resolve(keyId, true), algorithm, attempt) : first;
  }

  private static ProofVerdict judge(
      KeyLookup lookup, KeyAlgorithm algorithm, Function<VerificationKey, ProofVerdict> attempt) {
    return switch (lookup) {
      case KeyLookup.Found(VerificationKey key) when key.algorithm() == algorithm ->
          attempt.apply(key);
      case KeyLookup.Found found ->
          new Refused(Reason.INVALID_KEY, "the key of this proof must be of kind " + algorithm);
      case KeyLookup.Gone(String detail) -> new Refused(Reason.UNKNOWN_KEY, detail);
      case KeyLookup.Invalid(String detail) -> new Refused(Reason.INVALID_KEY, detail);
      case KeyLookup.Unreachable(String detail) -> new Refused(Reason.KEY_UNREACHABLE, detail);
    };
  }
}
