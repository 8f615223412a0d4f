package dev.hato.httpsig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Keys as JSON Web Keys (RFC 7517, RFC 7518 §6, RFC 8037): RSA, Ed25519 and P-256. A key is the map
 * of its members, as any JSON library reads and writes it; members that are not part of the key are
 * not looked at. Reading throws {@link UnusableKeyException} for anything else. Stateless.
 */
public final class Jwks {
  private static final int FIELD_BYTES = 32;
  private static final int FIELD_BITS = 256;
  private static final byte UNCOMPRESSED = 4;

  private Jwks() {}

  /** Reads a public key, or the public half of a private one. */
  public static PublicKey readPublic(Map<String, ?> jwk) {
    return switch (kind(jwk)) {
      case RSA ->
          Keys.readPublicSpki(
              Pkcs1.toSpki(encoded(new RSAPublicKey(number(jwk, "n"), number(jwk, "e")))));
      case ED25519 -> spki(Multikeys.ED25519, field(jwk, "x"));
      case P256 -> {
        byte[] point = new byte[1 + 2 * FIELD_BYTES];
        point[0] = UNCOMPRESSED;
        System.arraycopy(field(jwk, "x"), 0, point, 1, FIELD_BYTES);
        System.arraycopy(field(jwk, "y"), 0, point, 1 + FIELD_BYTES, FIELD_BYTES);
        yield spki(Multikeys.P256, Multikeys.point(point).getEncoded(false));
      }
    };
  }

  /** Reads a private key. */
  public static PrivateKey readPrivate(Map<String, ?> jwk) {
    return switch (kind(jwk)) {
      case RSA ->
          Keys.readPrivatePkcs8(
              Pkcs1.toPkcs8(
                  encoded(
                      new RSAPrivateKey(
                          number(jwk, "n"),
                          number(jwk, "e"),
                          number(jwk, "d"),
                          number(jwk, "p"),
                          number(jwk, "q"),
                          number(jwk, "dp"),
                          number(jwk, "dq"),
                          number(jwk, "qi")))));
      case ED25519 -> pkcs8(Multikeys.ED25519, new DEROctetString(field(jwk, "d")));
      case P256 ->
          pkcs8(
              Multikeys.P256,
              new ECPrivateKey(
                  FIELD_BITS, new BigInteger(1, field(jwk, "d")), Multikeys.P256.getParameters()));
    };
  }

  /** Writes a public key. */
  public static Map<String, String> write(PublicKey key) {
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
    byte[] bytes = info.getPublicKeyData().getBytes();
    Map<String, String> jwk = new LinkedHashMap<>();
    switch (Keys.algorithmOf(key)) {
      case RSA -> {
        RSAPublicKey rsa = RSAPublicKey.getInstance(bytes);
        jwk.put("kty", "RSA");
        jwk.put("n", text(unsigned(rsa.getModulus())));
        jwk.put("e", text(unsigned(rsa.getPublicExponent())));
      }
      case ED25519 -> {
        jwk.put("kty", "OKP");
        jwk.put("crv", "Ed25519");
        jwk.put("x", text(bytes));
      }
      case P256 -> {
        byte[] point = Multikeys.point(bytes).getEncoded(false);
        jwk.put("kty", "EC");
        jwk.put("crv", "P-256");
        jwk.put("x", text(Arrays.copyOfRange(point, 1, 1 + FIELD_BYTES)));
        jwk.put("y", text(Arrays.copyOfRange(point, 1 + FIELD_BYTES, point.length)));
      }
    }
    return jwk;
  }

  private static KeyAlgorithm kind(Map<String, ?> jwk) {
    Object type = jwk.get("kty");
    if ("RSA".equals(type)) {
      return KeyAlgorithm.RSA;
    }
    if ("OKP".equals(type) && "Ed25519".equals(jwk.get("crv"))) {
      return KeyAlgorithm.ED25519;
    }
    if ("EC".equals(type) && "P-256".equals(jwk.get("crv"))) {
      return KeyAlgorithm.P256;
    }
    throw new UnusableKeyException(
        "Not a JSON Web Key of RSA, Ed25519 or P-256: kty " + type + ", crv " + jwk.get("crv"));
  }

  private static BigInteger number(Map<String, ?> jwk, String name) {
    return new BigInteger(1, bytes(jwk, name));
  }

  private static byte[] field(Map<String, ?> jwk, String name) {
    byte[] bytes = bytes(jwk, name);
    if (bytes.length != FIELD_BYTES) {
      throw new UnusableKeyException("The member " + name + " has " + bytes.length + " bytes");
    }
    return bytes;
  }

  private static byte[] bytes(Map<String, ?> jwk, String name) {
    if (jwk.get(name) instanceof String text && !text.isEmpty()) {
      try {
        return Base64.getUrlDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        throw new UnusableKeyException("The member " + name + " is not base64url", e);
      }
    }
    throw new UnusableKeyException("The JSON Web Key has no member " + name);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Without the byte for the sign. */
  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static PublicKey spki(AlgorithmIdentifier algorithm, byte[] key) {
    return Keys.readPublicSpki(encoded(new SubjectPublicKeyInfo(algorithm, key)));
  }

  private static PrivateKey pkcs8(AlgorithmIdentifier algorithm, ASN1Encodable key) {
    try {
      return Keys.readPrivatePkcs8(new PrivateKeyInfo(algorithm, key).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] encoded(ASN1Object object) {
    try {
      return object.getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
