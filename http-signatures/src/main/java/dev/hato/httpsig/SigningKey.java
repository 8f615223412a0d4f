package dev.hato.httpsig;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * A private key with the id under which others find its public half.
 *
 * <p>Immutable and safe to share. Making the {@link PrivateKey} costs more than a signature: keep
 * the object, and read keys by {@link Keys} so that they already belong to the fast provider.
 *
 * @param keyId the IRI that goes into the signature, for example {@code
 *     https://example.org/users/alice#main-key}
 */
public record SigningKey(String keyId, PrivateKey privateKey, KeyAlgorithm algorithm) {
  public SigningKey {
    requireNonNull(keyId, "keyId");
    requireNonNull(privateKey, "privateKey");
    requireNonNull(algorithm, "algorithm");
    if (keyId.isEmpty() || !HeaderText.isQuotable(keyId)) {
      throw new IllegalArgumentException(
          "A key id must be visible ASCII without quote or backslash, but was: " + keyId);
    }
  }

  /** An RSA key. */
  public static SigningKey rsa(String keyId, PrivateKey privateKey) {
    return new SigningKey(keyId, privateKey, KeyAlgorithm.RSA);
  }

  /**
   * A key read from PEM, of whatever algorithm it is.
   *
   * @throws UnusableKeyException when the text is not a private key that this library signs with
   */
  public static SigningKey fromPem(String keyId, String pem) {
    PrivateKey key = Keys.readPrivatePem(pem);
    return new SigningKey(keyId, key, Keys.algorithmOf(key));
  }

  /**
   * The plain signature of some bytes, for what is signed otherwise than a request.
   *
   * @throws IllegalArgumentException when the key cannot sign
   */
  public byte[] sign(byte[] data) {
    try {
      Signature signature =
          CryptoProviders.fastest().signature(SignatureAlgorithm.usual(algorithm));
      signature.initSign(privateKey);
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The key " + keyId + " does not sign", e);
    }
  }

  /** Names the key and never shows it. */
  @Override
  public String toString() {
    return "SigningKey[" + keyId + ", " + algorithm + "]";
  }
}
