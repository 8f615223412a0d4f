package dev.hato.httpsig;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a signature claims, read and found complete, before its key is looked at.
 *
 * @param allowed how the signature may have been made by its header; the kind of the key decides
 *     among them, and a name never chooses more
 * @param base the text that was signed if the claim is true
 * @param otherBases the texts that a peer with a quirk may have signed in its place
 */
record SignatureClaim(
    String keyId,
    Set<SignatureAlgorithm> allowed,
    String base,
    OtherBases otherBases,
    byte[] signature,
    Set<String> covered,
    Instant created) {
  /** Built when the base did not fit, which is rare. */
  @FunctionalInterface
  interface OtherBases {
    OtherBases NONE = Set::of;

    Set<String> build() throws Rejection;
  }

  Optional<SignatureAlgorithm> algorithmFor(KeyAlgorithm key) {
    return allowed.stream().filter(algorithm -> algorithm.key() == key).findFirst();
  }
}
