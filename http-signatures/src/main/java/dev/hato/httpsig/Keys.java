package dev.hato.httpsig;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Makes, reads and writes keys. What it reads belongs to the fastest provider of the machine, so
 * keep the objects instead of reading them again.
 *
 * <p>Accepted are RSA of 2048 to 8192 bits, Ed25519 and P-256; every method throws {@link
 * UnusableKeyException} for anything else. Stateless and safe for threads.
 */
public final class Keys {
  /** RFC 8410 §3. */
  static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;

  private Keys() {}

  /** A new RSA key pair of 2048 bits, the size that the whole fediverse accepts. */
  public static KeyPair generateRsa(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", CryptoProviders.jdkRsa());
      generator.initialize(MIN_RSA_BITS, random);
      KeyPair pair = generator.generateKeyPair();
      return new KeyPair(
          readPublicSpki(pair.getPublic().getEncoded()),
          readPrivatePkcs8(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RSA key generation failed", e);
    }
  }

  /** A new Ed25519 key pair, for object integrity proofs and for peers that verify it. */
  public static KeyPair generateEd25519(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519", "SunEC");
      generator.initialize(NamedParameterSpec.ED25519, random);
      KeyPair pair = generator.generateKeyPair();
      return new KeyPair(
          readPublicSpki(pair.getPublic().getEncoded()),
          readPrivatePkcs8(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 key generation failed", e);
    }
  }

  /** Reads {@code PUBLIC KEY} (SPKI, RFC 5280 §4.1) or {@code RSA PUBLIC KEY} (PKCS#1). */
  public static PublicKey readPublicPem(String text) {
    Pem pem = Pem.read(text);
    return switch (pem.label()) {
      case "PUBLIC KEY" -> readPublicSpki(pem.der());
      case "RSA PUBLIC KEY" -> readPublicSpki(Pkcs1.toSpki(pem.der()));
      default -> throw new UnusableKeyException("Not a public key in PEM: " + pem.label());
    };
  }

  /** Reads {@code PRIVATE KEY} (PKCS#8, RFC 5958) or {@code RSA PRIVATE KEY} (PKCS#1). */
  public static PrivateKey readPrivatePem(String text) {
    Pem pem = Pem.read(text);
    return switch (pem.label()) {
      case "PRIVATE KEY" -> readPrivatePkcs8(pem.der());
      case "RSA PRIVATE KEY" -> readPrivatePkcs8(Pkcs1.toPkcs8(pem.der()));
      default -> throw new UnusableKeyException("Not a private key in PEM: " + pem.label());
    };
  }

  /** Reads the DER form of a public key. */
  public static PublicKey readPublicSpki(byte[] der) {
    try {
      KeyAlgorithm algorithm = algorithmOf(SubjectPublicKeyInfo.getInstance(der).getAlgorithm());
      PublicKey key =
          CryptoProviders.fastest()
              .keyFactory(algorithm)
              .generatePublic(new X509EncodedKeySpec(der));
      requireSize(key);
      return key;
    } catch (UnusableKeyException e) {
      throw e;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new UnusableKeyException("Not a readable public key", e);
    }
  }

  /** Reads the DER form of a private key. */
  public static PrivateKey readPrivatePkcs8(byte[] der) {
    try {
      KeyAlgorithm algorithm =
          algorithmOf(PrivateKeyInfo.getInstance(der).getPrivateKeyAlgorithm());
      PrivateKey key =
          CryptoProviders.fastest()
              .keyFactory(algorithm)
              .generatePrivate(new PKCS8EncodedKeySpec(der));
      requireSize(key);
      return key;
    } catch (UnusableKeyException e) {
      throw e;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new UnusableKeyException("Not a readable private key", e);
    }
  }

  /** Writes {@code PUBLIC KEY} (SPKI), the form that actor documents publish. */
  public static String toPem(PublicKey key) {
    return Pem.write("PUBLIC KEY", key.getEncoded());
  }

  /** Writes {@code PRIVATE KEY} (PKCS#8), unencrypted. */
  public static String toPem(PrivateKey key) {
    return Pem.write("PRIVATE KEY", key.getEncoded());
  }

  /** What kind of key this is, whichever provider made the object. */
  public static KeyAlgorithm algorithmOf(PublicKey key) {
    return algorithmOf(SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm());
  }

  /** What kind of key this is, whichever provider made the object. */
  public static KeyAlgorithm algorithmOf(PrivateKey key) {
    return algorithmOf(PrivateKeyInfo.getInstance(key.getEncoded()).getPrivateKeyAlgorithm());
  }

  /** Refuses RSA keys that are too short to trust or so long that checking them is an attack. */
  static void requireSize(Key key) {
    if (key instanceof RSAKey rsa) {
      int bits = rsa.getModulus().bitLength();
      if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
        throw new UnusableKeyException(
            "RSA keys must have %d to %d bits, this one has %d"
                .formatted(MIN_RSA_BITS, MAX_RSA_BITS, bits));
      }
    }
  }

  private static KeyAlgorithm algorithmOf(AlgorithmIdentifier id) {
    ASN1ObjectIdentifier algorithm = id.getAlgorithm();
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return KeyAlgorithm.RSA;
    }
    if (algorithm.equals(ED25519)) {
      return KeyAlgorithm.ED25519;
    }
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
        && X9ObjectIdentifiers.prime256v1.equals(id.getParameters())) {
      return KeyAlgorithm.P256;
    }
    throw new UnusableKeyException("Keys of algorithm " + algorithm.getId() + " are not accepted");
  }
}
