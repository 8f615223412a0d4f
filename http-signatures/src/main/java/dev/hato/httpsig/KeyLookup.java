package dev.hato.httpsig;

import java.security.PublicKey;

/** What a look-up of a key came to. */
public sealed interface KeyLookup {
  /** The key, and who owns it. */
  record Found(VerificationKey key) implements KeyLookup {}

  /** The key's owner says that there is no such thing (any more): 404 or 410. */
  record Gone(String detail) implements KeyLookup {}

  /** No answer now: network, time-out, 5xx. */
  record Unreachable(String detail) implements KeyLookup {}

  /** There was an answer, and it is not an acceptable key. */
  record Invalid(String detail) implements KeyLookup {}

  /** The outcome for a PEM text that somebody else published: {@link Found} or {@link Invalid}. */
  static KeyLookup fromPem(String keyId, String controller, String pem) {
    try {
      PublicKey key = Keys.readPublicPem(pem);
      return new Found(new VerificationKey(keyId, controller, key, Keys.algorithmOf(key)));
    } catch (UnusableKeyException e) {
      return new Invalid(String.valueOf(e.getMessage()));
    }
  }

  /** The same for the text of a {@link Multikeys Multikey}. */
  static KeyLookup fromMultikey(String keyId, String controller, String multibase) {
    try {
      PublicKey key = Multikeys.readPublic(multibase);
      return new Found(new VerificationKey(keyId, controller, key, Keys.algorithmOf(key)));
    } catch (UnusableKeyException e) {
      return new Invalid(String.valueOf(e.getMessage()));
    }
  }

  /** The same for the name of a key in a {@link DidKey}, which holds the key. */
  static KeyLookup fromDidKey(String keyId) {
    try {
      return new Found(DidKey.ofVerificationMethod(keyId).verificationKey());
    } catch (UnusableKeyException e) {
      return new Invalid(String.valueOf(e.getMessage()));
    }
  }
}
