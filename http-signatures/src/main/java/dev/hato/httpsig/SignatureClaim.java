package dev.hato.httpsig;

import java.time.Instant;
import java.util.Set;

/**
 * What a signature claims, read and found complete, before its key is looked at.
 *
 * @param algorithm the name in the header in lower case, empty for none
 * @param base the text that was signed if the claim is true
 */
record SignatureClaim(
    String keyId,
    String algorithm,
    String base,
    byte[] signature,
    Set<String> covered,
    Instant created) {
  private static final Set<String> RSA_NAMES = Set.of("", "rsa-sha256", "hs2019");
  private static final Set<String> ED25519_NAMES = Set.of("", "ed25519", "hs2019");

  /** Whether the name in the header is one for this kind of key; a name never chooses more. */
  boolean allows(KeyAlgorithm key) {
    return switch (key) {
      case RSA -> RSA_NAMES.contains(algorithm);
      case ED25519 -> ED25519_NAMES.contains(algorithm);
      case P256 -> false;
    };
  }
}
