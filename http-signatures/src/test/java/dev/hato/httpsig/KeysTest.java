package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  @Test
  void whatIsWrittenIsReadAgain() {
    for (KeyPair pair : new KeyPair[] {TestKeys.RSA, TestKeys.ED25519, TestKeys.P256}) {
      assertThat(Keys.readPublicPem(Keys.toPem(pair.getPublic())).getEncoded())
          .isEqualTo(pair.getPublic().getEncoded());
      assertThat(Keys.toPem(Keys.readPrivatePem(Keys.toPem(pair.getPrivate()))))
          .startsWith("-----BEGIN PRIVATE KEY-----\n")
          .endsWith("-----END PRIVATE KEY-----\n");
      assertThat(Keys.algorithmOf(pair.getPublic())).isEqualTo(Keys.algorithmOf(pair.getPrivate()));
    }
  }

  @Test
  void pkcs1FormsOfOldServersAreRead() throws Exception {
    byte[] bare =
        SubjectPublicKeyInfo.getInstance(TestKeys.RSA.getPublic().getEncoded())
            .parsePublicKey()
            .getEncoded();
    assertThat(Keys.readPublicPem(Pem.write("RSA PUBLIC KEY", bare)).getEncoded())
        .isEqualTo(TestKeys.RSA.getPublic().getEncoded());
    byte[] barePrivate =
        PrivateKeyInfo.getInstance(TestKeys.RSA.getPrivate().getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    assertThat(Keys.readPrivatePem(Pem.write("RSA PRIVATE KEY", barePrivate)).getEncoded())
        .isEqualTo(TestKeys.RSA.getPrivate().getEncoded());
  }

  @Test
  void lineEndsLengthsAndTextAroundAPemBlockAreForgiven() {
    String pem = Keys.toPem(TestKeys.RSA.getPublic());
    String oneLine =
        "-----BEGIN PUBLIC KEY-----"
            + Base64.getEncoder().encodeToString(TestKeys.RSA.getPublic().getEncoded())
            + "-----END PUBLIC KEY-----";
    for (String form : new String[] {pem.replace("\n", "\r\n"), "hello\n" + pem + "bye", oneLine}) {
      assertThat(Keys.readPublicPem(form)).isEqualTo(Keys.readPublicPem(pem));
    }
  }

  @Test
  void generatedKeysComeFromTheGivenRandomness() {
    byte[] first = Keys.generateRsa(new Repeatable()).getPublic().getEncoded();
    assertThat(Keys.generateRsa(new Repeatable()).getPublic().getEncoded()).isEqualTo(first);
    assertThat(((RSAPublicKey) Keys.generateRsa(new SecureRandom()).getPublic()).getModulus())
        .satisfies(modulus -> assertThat(modulus.bitLength()).isEqualTo(2048));
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2047, 8193, 16384})
  void rsaKeysOutsideOf2048To8192BitsAreRefused(int bits) throws Exception {
    RSAPublicKeySpec spec =
        new RSAPublicKeySpec(BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE), RSA_E);
    byte[] spki = KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded();
    assertThat(KeyLookup.fromPem("k", "c", Pem.write("PUBLIC KEY", spki)))
        .isInstanceOf(KeyLookup.Invalid.class);
  }

  /** An owner may publish any numbers; they must cost us neither time nor an exception. */
  @Test
  void strangeRsaKeysAreHarmless() throws Exception {
    BigInteger odd = BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE);
    BigInteger huge = BigInteger.ONE.shiftLeft(8191).add(BigInteger.ONE);
    for (RSAPublicKeySpec spec :
        new RSAPublicKeySpec[] {
          new RSAPublicKeySpec(odd, BigInteger.TWO),
          new RSAPublicKeySpec(odd, RSA_E),
          new RSAPublicKeySpec(odd.add(BigInteger.ONE), RSA_E),
          new RSAPublicKeySpec(huge, huge.subtract(BigInteger.TWO)),
          new RSAPublicKeySpec(odd, odd.subtract(BigInteger.TWO)),
        }) {
      byte[] spki =
          new SubjectPublicKeyInfo(
                  new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                  new org.bouncycastle.asn1.pkcs.RSAPublicKey(
                      spec.getModulus(), spec.getPublicExponent()))
              .getEncoded();
      long start = System.nanoTime();
      if (KeyLookup.fromPem("k", "c", Pem.write("PUBLIC KEY", spki))
          instanceof KeyLookup.Found found) {
        byte[] signature = new byte[(spec.getModulus().bitLength() + 7) / 8];
        signature[signature.length - 1] = 2;
        assertThat(found.key().verifies(new byte[4], signature)).isFalse();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----",
        "-----BEGIN RSA PUBLIC KEY-----\nMAA=\n-----END RSA PUBLIC KEY-----",
        "-----BEGIN RSA PUBLIC KEY-----\n////\n-----END RSA PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----",
      })
  void whatOthersPublishAsAKeyIsInvalidAndNeverAnException(String pem) {
    assertThat(KeyLookup.fromPem("k", "c", pem)).isInstanceOf(KeyLookup.Invalid.class);
    assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(() -> Keys.readPublicPem(pem));
  }

  @Test
  void otherKindsOfKeysAreRefused() {
    assertThat(KeyLookup.fromPem("k", "c", Keys.toPem(TestKeys.ec("secp384r1").getPublic())))
        .isInstanceOf(KeyLookup.Invalid.class);
    assertThat(KeyLookup.fromPem("k", "c", Keys.toPem(TestKeys.RSA.getPrivate())))
        .isInstanceOf(KeyLookup.Invalid.class);
    assertThat(KeyLookup.fromPem("k", "c", "x".repeat(1_000_000)))
        .isInstanceOf(KeyLookup.Invalid.class);
    assertThatExceptionOfType(UnusableKeyException.class)
        .isThrownBy(() -> Keys.readPrivatePem(Keys.toPem(TestKeys.RSA.getPublic())));
  }

  @Test
  void aSigningKeyDoesNotShowItself() {
    SigningKey key = SigningKey.rsa("https://good.test/a#main-key", TestKeys.RSA.getPrivate());
    assertThat(key).hasToString("SigningKey[https://good.test/a#main-key, RSA]");
  }

  @Test
  void aKeyIdThatWouldBreakTheHeaderIsRefused() {
    for (String id : new String[] {"", "a\"b", "a\\b", "a b", "a\r\nb", "é"}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> SigningKey.rsa(id, TestKeys.RSA.getPrivate()));
    }
  }

  private static final BigInteger RSA_E = BigInteger.valueOf(65537);

  /** The same numbers in every run. */
  private static final class Repeatable extends SecureRandom {
    private final java.util.Random numbers = new java.util.Random(1);

    @Override
    public void nextBytes(byte[] bytes) {
      numbers.nextBytes(bytes);
    }
  }
}
