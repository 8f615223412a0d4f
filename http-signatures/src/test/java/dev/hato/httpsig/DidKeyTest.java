package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DidKeyTest {
  private static final String KEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

  @Test
  void aKeyOfEveryKindIsItsOwnName() {
    for (KeyPair pair : new KeyPair[] {TestKeys.RSA, TestKeys.ED25519, TestKeys.P256}) {
      DidKey written = DidKey.of(pair.getPublic());

      DidKey read = DidKey.ofVerificationMethod(written.verificationMethod());

      assertThat(read.did()).isEqualTo(written.did()).startsWith("did:key:z");
      assertThat(read.publicKey().getEncoded()).isEqualTo(pair.getPublic().getEncoded());
    }
  }

  @Test
  void aLookUpNeedsNothingButTheName() {
    String name = "did:key:" + KEY + "#" + KEY;

    VerificationKey key = ((KeyLookup.Found) KeyLookup.fromDidKey(name)).key();

    assertThat(key.keyId()).isEqualTo(name);
    assertThat(key.controller()).isEqualTo("did:key:" + KEY);
    assertThat(key.algorithm()).isEqualTo(KeyAlgorithm.ED25519);
    assertThat(Multikeys.write(key.publicKey())).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "did:key:" + KEY,
        "did:key:" + KEY + "#main",
        "did:key:" + KEY + "#" + KEY + "#" + KEY,
        "did:key:" + KEY + "?x#" + KEY,
        "did:key:#",
        "did:key:zz#zz",
        "did:web:example.org#" + KEY,
        "https://example.org/#" + KEY,
        ""
      })
  void anythingElseIsRefused(String name) {
    assertThat(KeyLookup.fromDidKey(name)).isInstanceOf(KeyLookup.Invalid.class);
    assertThatThrownBy(() -> DidKey.ofVerificationMethod(name))
        .isInstanceOf(UnusableKeyException.class);
  }

  @Test
  void theNameOfAnotherKeyIsRefused() {
    assertThatThrownBy(() -> new DidKey("did:key:" + KEY, TestKeys.ED25519.getPublic()))
        .isInstanceOf(UnusableKeyException.class);
  }
}
