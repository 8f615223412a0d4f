package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MultikeysTest {
  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa"})
  void keysOfFep521aAreReadAndWritten(String name) throws Exception {
    JsonNode vector = Vectors.read(Vectors.folder("fep-521a").resolve(name + ".json"));
    String multibase = vector.at("/expectedMultikey/publicKeyMultibase").stringValue();

    PublicKey key = Multikeys.readPublic(multibase);

    assertThat(Multikeys.write(key)).isEqualTo(multibase);
    byte[] spki = key.getEncoded();
    byte[] raw = HexFormat.of().parseHex(vector.get("publicKeyHex").stringValue());
    assertThat(Arrays.copyOfRange(spki, spki.length - raw.length, spki.length)).isEqualTo(raw);
  }

  @Test
  void everyKindOfKeyComesBackAsItWas() {
    for (KeyPair pair : new KeyPair[] {TestKeys.RSA, TestKeys.ED25519, TestKeys.P256}) {
      String text = Multikeys.write(pair.getPublic());

      assertThat(Multikeys.readPublic(text).getEncoded()).isEqualTo(pair.getPublic().getEncoded());
    }
  }

  @Test
  void aPrivateMultikeySignsWhatItsPublicHalfVerifies() {
    // The key pair that FEP-8b32 prints.
    SigningKey key =
        new SigningKey(
            "https://server.example/users/alice#ed25519-key",
            Multikeys.readPrivate("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"),
            KeyAlgorithm.ED25519);
    VerificationKey half =
        new VerificationKey(
            key.keyId(),
            "https://server.example/users/alice",
            Multikeys.readPublic("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"),
            KeyAlgorithm.ED25519);
    byte[] data = {1, 2, 3};

    assertThat(half.verifies(data, key.sign(data))).isTrue();
    assertThat(half.verifies(new byte[] {1, 2, 4}, key.sign(data))).isFalse();
    assertThat(half.verifies(data, new byte[3])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "z",
        "z1",
        "m6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
        "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbT0O",
        "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swb",
        "z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc"
      })
  void whatIsNoPublicKeyIsRefused(String text) {
    assertThatThrownBy(() -> Multikeys.readPublic(text)).isInstanceOf(UnusableKeyException.class);
    assertThat(KeyLookup.fromMultikey("https://a.test/#k", "https://a.test/", text))
        .isInstanceOf(KeyLookup.Invalid.class);
  }

  @Test
  void pointsThatAreNotOnTheCurveAndShortRsaKeysAreRefused() {
    byte[] offCurve = new byte[35];
    Arrays.fill(offCurve, (byte) 0xff);
    offCurve[0] = (byte) 0x80;
    offCurve[1] = 0x24;
    offCurve[2] = 2;
    Stream.of(Multibase.encode(offCurve), Multikeys.write(TestKeys.SHORT_RSA.getPublic()))
        .forEach(
            text ->
                assertThatThrownBy(() -> Multikeys.readPublic(text))
                    .isInstanceOf(UnusableKeyException.class));
  }

  @Test
  void leadingZerosAreKept() {
    for (byte[] bytes : new byte[][] {{}, {0}, {0, 0, 1}, {0, (byte) 0xff, 0}, {5, 0}}) {
      assertThat(Multibase.decode(Multibase.encode(bytes))).isEqualTo(bytes);
    }
    assertThat(Multibase.encode(new byte[] {0, 0, 1})).isEqualTo("z112");
  }

  @Test
  void endlessTextIsRefusedBeforeItIsWorkedOn() {
    assertThatThrownBy(() -> Multibase.decode("z" + "2".repeat(100_000)))
        .isInstanceOf(UnusableKeyException.class);
  }
}
