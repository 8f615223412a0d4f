package dev.hato.httpsig;

import java.util.Optional;
import java.util.stream.Stream;

/** How a signature is computed: the names of RFC 9421 §3.3, each for one kind of key. */
enum SignatureAlgorithm {
  RSA_V1_5_SHA256("rsa-v1_5-sha256", KeyAlgorithm.RSA),
  RSA_PSS_SHA512("rsa-pss-sha512", KeyAlgorithm.RSA),
  ED25519("ed25519", KeyAlgorithm.ED25519),
  ECDSA_P256_SHA256("ecdsa-p256-sha256", KeyAlgorithm.P256);

  private final String wireName;
  private final KeyAlgorithm key;

  SignatureAlgorithm(String wireName, KeyAlgorithm key) {
    this.wireName = wireName;
    this.key = key;
  }

  String wireName() {
    return wireName;
  }

  KeyAlgorithm key() {
    return key;
  }

  static Optional<SignatureAlgorithm> named(String wireName) {
    return Stream.of(values()).filter(it -> it.wireName.equals(wireName)).findFirst();
  }

  /** What a key signs with unless something else is agreed. */
  static SignatureAlgorithm usual(KeyAlgorithm key) {
    return switch (key) {
      case RSA -> RSA_V1_5_SHA256;
      case ED25519 -> ED25519;
      case P256 -> ECDSA_P256_SHA256;
    };
  }

  @Override
  public String toString() {
    return wireName;
  }
}
