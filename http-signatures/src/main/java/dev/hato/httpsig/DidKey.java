package dev.hato.httpsig;

import java.security.PublicKey;

/**
 * A public key that is its own name: {@code did:key:z6Mk…} (The did:key Method, W3C CCG), the text
 * of a {@link Multikeys Multikey} behind a prefix. Nothing is fetched to resolve it, and so it says
 * nothing about anybody: a signature that holds proves that the owner of the key made it, and not
 * who that is. Immutable.
 *
 * @param did the identifier, {@code did:key:z…}
 * @param publicKey Ed25519, P-256 or RSA
 */
public record DidKey(String did, PublicKey publicKey) {
  private static final String PREFIX = "did:key:";

  /**
   * Takes both as they are.
   *
   * @throws UnusableKeyException when the identifier is of another key, or not in its one spelling
   */
  public DidKey {
    if (!did.equals(PREFIX + Multikeys.write(publicKey))) {
      throw new UnusableKeyException("Not the did:key of this key");
    }
  }

  /** The identifier of a key. */
  public static DidKey of(PublicKey publicKey) {
    return new DidKey(PREFIX + Multikeys.write(publicKey), publicKey);
  }

  /** Whether a text is such an identifier, or the name of the key in one, by its beginning. */
  public static boolean isOne(String text) {
    return text.startsWith(PREFIX);
  }

  /**
   * Reads the name of a verification method: the identifier, a hash sign and the key once more.
   *
   * @throws UnusableKeyException for anything else
   */
  public static DidKey ofVerificationMethod(String text) {
    int hash = text.indexOf('#');
    String did = hash < 0 ? text : text.substring(0, hash);
    if (!isOne(text) || !text.equals(did + "#" + did.substring(PREFIX.length()))) {
      throw new UnusableKeyException("A did:key is named as did:key:KEY#KEY");
    }
    return new DidKey(did, Multikeys.readPublic(did.substring(PREFIX.length())));
  }

  /** The text of the key: multibase over a prefix. */
  public String publicKeyMultibase() {
    return did.substring(PREFIX.length());
  }

  /** The name of the one key in the identifier, as proofs name it. */
  public String verificationMethod() {
    return did + "#" + publicKeyMultibase();
  }

  /** For verifying: its controller is the identifier itself. */
  public VerificationKey verificationKey() {
    return new VerificationKey(verificationMethod(), did, publicKey, Keys.algorithmOf(publicKey));
  }
}
