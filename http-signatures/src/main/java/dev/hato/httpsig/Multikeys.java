package dev.hato.httpsig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Keys in the form of {@code Multikey} (W3C Controlled Identifiers 1.0 §2.2.2, FEP-521a): {@link
 * Multibase} over a prefix that says what kind of key it is, and the key. Ed25519 and P-256 come as
 * their raw bytes, RSA as PKCS#1. Every method throws {@link UnusableKeyException} for anything
 * else. Stateless.
 */
public final class Multikeys {
  private static final byte[] ED25519_PUBLIC = {(byte) 0xed, 0x01};
  private static final byte[] ED25519_PRIVATE = {(byte) 0x80, 0x26};
  private static final byte[] P256_PUBLIC = {(byte) 0x80, 0x24};
  private static final byte[] RSA_PUBLIC = {(byte) 0x85, 0x24};
  static final AlgorithmIdentifier ED25519 = new AlgorithmIdentifier(Keys.ED25519);
  static final AlgorithmIdentifier P256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, X9ObjectIdentifiers.prime256v1);
  private static final int ED25519_BYTES = 32;

  private Multikeys() {}

  /** Reads a public key, the value of {@code publicKeyMultibase}. */
  public static PublicKey readPublic(String text) {
    byte[] bytes = Multibase.decode(text);
    byte[] key = Arrays.copyOfRange(bytes, Math.min(2, bytes.length), bytes.length);
    if (startsWith(bytes, ED25519_PUBLIC) && key.length == ED25519_BYTES) {
      return Keys.readPublicSpki(encoded(new SubjectPublicKeyInfo(ED25519, key)));
    }
    if (startsWith(bytes, RSA_PUBLIC)) {
      return Keys.readPublicSpki(Pkcs1.toSpki(key));
    }
    if (startsWith(bytes, P256_PUBLIC)) {
      return Keys.readPublicSpki(
          encoded(new SubjectPublicKeyInfo(P256, point(key).getEncoded(false))));
    }
    throw new UnusableKeyException("Not a Multikey of Ed25519, P-256 or RSA");
  }

  /** Reads a private Ed25519 key, the value of {@code secretKeyMultibase}. */
  public static PrivateKey readPrivate(String text) {
    byte[] bytes = Multibase.decode(text);
    if (!startsWith(bytes, ED25519_PRIVATE) || bytes.length != 2 + ED25519_BYTES) {
      throw new UnusableKeyException("Not a private Multikey of Ed25519");
    }
    try {
      byte[] seed = Arrays.copyOfRange(bytes, 2, bytes.length);
      return Keys.readPrivatePkcs8(
          new PrivateKeyInfo(ED25519, new DEROctetString(seed)).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a public key. */
  public static String write(PublicKey key) {
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
    byte[] bytes = info.getPublicKeyData().getBytes();
    return switch (Keys.algorithmOf(key)) {
      case ED25519 -> write(ED25519_PUBLIC, bytes);
      case RSA -> write(RSA_PUBLIC, bytes);
      case P256 -> write(P256_PUBLIC, point(bytes).getEncoded(true));
    };
  }

  private static String write(byte[] prefix, byte[] key) {
    byte[] bytes = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, bytes, prefix.length, key.length);
    return Multibase.encode(bytes);
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length > prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** A point of P-256, in either form; one that is not on the curve would leak secrets. */
  static ECPoint point(byte[] encoded) {
    ECCurve curve = CustomNamedCurves.getByName("P-256").getCurve();
    try {
      return curve.decodePoint(encoded);
    } catch (IllegalArgumentException notOnCurve) {
      throw new UnusableKeyException("Not a point of P-256", notOnCurve);
    }
  }

  private static byte[] encoded(SubjectPublicKeyInfo info) {
    try {
      return info.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
