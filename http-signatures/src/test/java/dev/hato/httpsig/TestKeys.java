package dev.hato.httpsig;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;

/** Key pairs that are made once for all tests. */
final class TestKeys {
  static final KeyPair RSA = Keys.generateRsa(new SecureRandom());
  static final KeyPair OTHER_RSA = Keys.generateRsa(new SecureRandom());
  static final KeyPair SHORT_RSA = rsa(1024);
  static final KeyPair ED25519 = generate("Ed25519");
  static final KeyPair P256 = ec("secp256r1");

  private TestKeys() {}

  static VerificationKey verification(KeyPair pair, KeyAlgorithm algorithm) {
    return new VerificationKey(
        TestRequest.KEY_ID, "https://peer.test/users/alice", pair.getPublic(), algorithm);
  }

  static VerificationKey rsa() {
    return verification(RSA, KeyAlgorithm.RSA);
  }

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static KeyPair ec(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair generate(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
