package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.Verification.Rejected;
import dev.hato.httpsig.Verification.Unsigned;
import dev.hato.httpsig.Verification.Verified;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SafeRequest;
import dev.hato.httpsig.client.SignedExchange;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/guide/signatures.md: its examples are the lines below, compiled and run. */
class SignatureGuideTest {
  private static final byte[] BODY = "{\"type\":\"Follow\"}".getBytes(UTF_8);

  private final String pem = Keys.toPem(TestKeys.RSA.getPrivate());
  private final String publicPem = Keys.toPem(TestKeys.RSA.getPublic());

  @Test
  void everyExampleOfThePageIsALineOfThisTest() throws Exception {
    String page = Files.readString(at("docs/guide/signatures.md"));
    String code =
        stripped(
            Files.readString(
                at("http-signatures/src/test/java/dev/hato/httpsig/SignatureGuideTest.java")));
    List<String> examples =
        Pattern.compile("(?s)```java\n(.*?)```")
            .matcher(page)
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();
    assertThat(examples).hasSize(3);
    assertThat(examples).allSatisfy(example -> assertThat(code).contains(stripped(example)));
  }

  @Test
  void theFederationPageNamesWhatIsSpoken() throws Exception {
    String page = Files.readString(at("FEDERATION.md"));
    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
      assertThat(page).contains('`' + algorithm.wireName() + '`');
    }
    for (String component : AcceptSignature.USUAL.components()) {
      assertThat(page).contains('`' + component + '`');
    }
    assertThat(page).contains("draft-cavage-12", "RFC 9421", "Accept-Signature");
  }

  @Test
  void thePageNamesEveryQuirk() throws Exception {
    String page = Files.readString(at("docs/guide/signatures.md"));
    for (PeerQuirk quirk : PeerQuirk.values()) {
      assertThat(page).contains('`' + quirk.name() + '`');
    }
  }

  @Test
  void signedAsOneFormatAndVerifiedAsEither() {
    InstantSource clock = InstantSource.system();
    SignableMessage request =
        SignableMessage.of("POST", "https", "social.example", "/inbox", Map.of());

    SigningKey key = SigningKey.fromPem("https://example.org/users/alice#main-key", pem);
    RequestSigner signer = RequestSigner.of(SignatureFormat.RFC_9421, clock);
    Map<String, String> headers = signer.sign(request, BODY, key);

    SignatureVerifier verifier =
        SignatureVerifier.newBuilder()
            .clock(clock)
            .expectedHosts(Set.of("social.example"))
            .keys(CachingKeyResolver.newBuilder(this::fetchKey, clock).build())
            .build();
    String said =
        switch (verifier.verify(received(headers), BODY)) {
          case Verified verified -> "sent by " + verified.key().controller();
          case Unsigned unsigned -> "not signed";
          case Rejected rejected ->
              rejected.reason() + ": " + rejected.detail() + rejected.signatureBase().orElse("");
        };
    assertThat(said).isEqualTo("sent by https://example.org/users/alice");
  }

  @Test
  void deliveredWithTwoKnocks() {
    try (SafeHttpClient offline =
        SafeHttpClient.newBuilder()
            .resolver(
                host -> {
                  throw new UnknownHostException(host);
                })
            .build()) {
      assertThat(deliver(offline, BODY)).isInstanceOf(Exchange.Failed.class);
    }
  }

  private Exchange deliver(SafeHttpClient http, byte[] activity) {
    SigningKey key = SigningKey.fromPem("https://example.org/users/alice#main-key", pem);
    SignedExchange signed =
        new SignedExchange(http, InstantSource.system(), SignatureFormat.CAVAGE_12);
    return signed.post("https://social.example/inbox", "application/activity+json", activity, key);
  }

  private KeyLookup fetchKey(String keyId, boolean refresh) {
    return KeyLookup.fromPem(keyId, "https://example.org/users/alice", publicPem);
  }

  private static SignableMessage received(Map<String, String> headers) {
    Map<String, List<String>> all = new HashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    all.put("Host", List.of("social.example"));
    return SignableMessage.of("POST", "https", "social.example", "/inbox", all);
  }

  @Test
  void aClientWithBudgets() {
    try (SafeHttpClient http =
        SafeHttpClient.newBuilder()
            .userAgent("Example/1.0 (+https://example.org)")
            .requestsPerHost(8)
            .build()) {
      assertThat(
              http.send(
                  SafeRequest.get("https://127.0.0.1/")
                      .maxBytes(256 * 1024)
                      .timeout(Duration.ofSeconds(10))
                      .build()))
          .isInstanceOf(Exchange.Failed.class);
    }
  }

  private static String stripped(String code) {
    return code.replaceAll("\\s+", "");
  }

  private static Path at(String file) {
    Path here = Path.of(file);
    return Files.exists(here) ? here : Path.of("..").resolve(file);
  }
}
