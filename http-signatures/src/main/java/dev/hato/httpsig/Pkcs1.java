package dev.hato.httpsig;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Wraps the bare RSA structures of PKCS#1 (RFC 8017 A.1) into the forms that key factories read.
 */
final class Pkcs1 {
  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

  private Pkcs1() {}

  static byte[] toSpki(byte[] der) {
    try {
      return new SubjectPublicKeyInfo(RSA, ASN1Primitive.fromByteArray(der)).getEncoded("DER");
    } catch (IOException | RuntimeException e) {
      throw new UnusableKeyException("Not a PKCS#1 public key", e);
    }
  }

  static byte[] toPkcs8(byte[] der) {
    try {
      return new PrivateKeyInfo(RSA, ASN1Primitive.fromByteArray(der)).getEncoded("DER");
    } catch (IOException | RuntimeException e) {
      throw new UnusableKeyException("Not a PKCS#1 private key", e);
    }
  }
}
