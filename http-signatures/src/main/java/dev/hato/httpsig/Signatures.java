package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** Computes over a signature base, which holds ASCII only: its readers and writers see to that. */
final class Signatures {
  private Signatures() {}

  static byte[] sign(String base, SigningKey key) {
    try {
      Signature signature =
          CryptoProviders.fastest().signature(SignatureAlgorithm.usual(key.algorithm()));
      signature.initSign(key.privateKey());
      signature.update(base.getBytes(US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The key " + key.keyId() + " does not sign", e);
    }
  }

  /** Whether the bytes are a signature of the base; bytes of a wrong length are none. */
  static boolean fits(String base, byte[] bytes, PublicKey key, SignatureAlgorithm algorithm) {
    try {
      Signature signature = CryptoProviders.fastest().signature(algorithm);
      signature.initVerify(key);
      signature.update(base.getBytes(US_ASCII));
      return signature.verify(bytes);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
