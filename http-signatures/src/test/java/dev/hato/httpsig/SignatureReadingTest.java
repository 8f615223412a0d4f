package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.Verification.Rejected;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureReadingTest {
  private static final byte[] BODY = "{}".getBytes(UTF_8);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));

  private static Map<String, List<String>> headers(SignatureFormat format) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("host", List.of("good.test"));
    RequestSigner.of(format, CLOCK)
        .sign(
            message(headers),
            BODY,
            SigningKey.rsa("https://home.test/bob#key", TestKeys.RSA.getPrivate()))
        .forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  private static SignableMessage message(Map<String, List<String>> headers) {
    return SignableMessage.of("POST", "https", "good.test", "/inbox?a=b", headers);
  }

  @ParameterizedTest
  @EnumSource(SignatureFormat.class)
  void theTextThatIsReadIsTheOneThatAVerifierBuilds(SignatureFormat format) {
    SignableMessage message = message(headers(format));
    SignatureVerifier verifier =
        SignatureVerifier.newBuilder()
            .clock(CLOCK)
            .expectedHosts(Set.of("good.test"))
            .keys(
                (keyId, refresh) ->
                    new KeyLookup.Found(
                        TestKeys.verification(TestKeys.OTHER_RSA, KeyAlgorithm.RSA)))
            .build();

    SignatureReading reading = SignatureReading.of(message).getFirst();

    assertThat(reading.format()).isEqualTo(format);
    assertThat(reading.keyId()).isEqualTo("https://home.test/bob#key");
    assertThat(reading.covered()).hasSizeGreaterThan(2);
    assertThat(verifier.verify(message, BODY))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.signatureBase()).isEqualTo(reading.base()));
  }

  @ParameterizedTest
  @EnumSource(SignatureFormat.class)
  void withoutSomethingThatIsCoveredThereIsNoText(SignatureFormat format) {
    Map<String, List<String>> headers = headers(format);
    headers.keySet().removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("digest"));
    SignatureReading reading = SignatureReading.of(message(headers)).getFirst();
    assertThat(reading.base()).isEmpty();
    assertThat(reading.keyId()).isEqualTo("https://home.test/bob#key");
  }

  @Test
  void whatCannotBeReadOrIsNotThereIsNoSignature() {
    assertThat(SignatureReading.of(message(Map.of()))).isEmpty();
    assertThat(SignatureReading.of(message(Map.of("signature", List.of("keyId=\""))))).isEmpty();
    assertThat(SignatureReading.of(message(Map.of("signature-input", List.of("a=("))))).isEmpty();
  }
}
