package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.KeyPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JwksTest {
  @Test
  void theKeysOfRfc9421AreReadInBothForms() {
    JsonNode keys = Vectors.read(Vectors.folder("rfc9421").resolve("keys.json")).get("keys");
    int read = 0;
    for (JsonNode key : keys) {
      if (key.path("jwk").isObject()) {
        Map<String, String> jwk = new HashMap<>();
        key.get("jwk").properties().forEach(it -> jwk.put(it.getKey(), it.getValue().asString()));
        JsonNode pems = key.get("derived");
        assertThat(Jwks.readPublic(jwk).getEncoded())
            .isEqualTo(Keys.readPublicPem(pems.get("spkiPem").asString()).getEncoded());
        if (jwk.containsKey("d")) {
          SigningKey own =
              new SigningKey("k", Jwks.readPrivate(jwk), Keys.algorithmOf(Jwks.readPublic(jwk)));
          VerificationKey half =
              new VerificationKey("k", "c", Jwks.readPublic(jwk), own.algorithm());
          byte[] data = {1, 2, 3};
          assertThat(half.verifies(data, own.sign(data))).isTrue();
        }
        read++;
      }
    }
    assertThat(read).isGreaterThanOrEqualTo(3);
  }

  @Test
  void everyKindOfKeyComesBackAsItWas() {
    for (KeyPair pair : new KeyPair[] {TestKeys.RSA, TestKeys.ED25519, TestKeys.P256}) {
      assertThat(Jwks.readPublic(Jwks.write(pair.getPublic())).getEncoded())
          .isEqualTo(pair.getPublic().getEncoded());
    }
  }

  @Test
  void whatIsNoKeyIsRefused() {
    Map<String, String> p256 = Jwks.write(TestKeys.P256.getPublic());
    Map<String, String> rsa = Jwks.write(TestKeys.SHORT_RSA.getPublic());
    List<Map<String, ?>> broken =
        List.of(
            Map.of(),
            Map.of("kty", "oct", "k", "AAAA"),
            Map.of("kty", "EC", "crv", "P-384", "x", "AA", "y", "AA"),
            Map.of("kty", "OKP", "crv", "X25519", "x", "AA"),
            Map.of("kty", "OKP", "crv", "Ed25519", "x", "AA"),
            Map.of("kty", "OKP", "crv", "Ed25519", "x", 1),
            Map.of("kty", "OKP", "crv", "Ed25519", "x", "++++"),
            Map.of("kty", "RSA", "n", "AA"),
            Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB"),
            rsa,
            Map.of("kty", "EC", "crv", "P-256", "x", p256.get("y"), "y", p256.get("y")));
    for (Map<String, ?> jwk : broken) {
      assertThatExceptionOfType(UnusableKeyException.class)
          .as(jwk.toString())
          .isThrownBy(() -> Jwks.readPublic(jwk));
    }
    assertThatExceptionOfType(UnusableKeyException.class)
        .isThrownBy(() -> Jwks.readPrivate(Jwks.write(TestKeys.RSA.getPublic())));
  }
}
