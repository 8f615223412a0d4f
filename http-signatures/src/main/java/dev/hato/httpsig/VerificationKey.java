package dev.hato.httpsig;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/**
 * A public key together with who owns it.
 *
 * <p>Immutable and safe to share; caches keep the object because decoding it again costs as much as
 * half a verification.
 *
 * @param keyId the id that signatures name
 * @param controller the IRI of the actor that owns the key; what a signature proves is that this
 *     actor sent the message
 */
public record VerificationKey(
    String keyId, String controller, PublicKey publicKey, KeyAlgorithm algorithm) {
  public VerificationKey {
    requireNonNull(keyId, "keyId");
    requireNonNull(controller, "controller");
    requireNonNull(publicKey, "publicKey");
    requireNonNull(algorithm, "algorithm");
  }

  /** Whether that is this key's signature of the data; bytes of a wrong length are none. */
  public boolean verifies(byte[] data, byte[] signature) {
    return verifies(data, signature, SignatureAlgorithm.usual(algorithm));
  }

  boolean verifies(byte[] data, byte[] signature, SignatureAlgorithm how) {
    try {
      Signature verifier = CryptoProviders.fastest().signature(how);
      verifier.initVerify(publicKey);
      verifier.update(data);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
