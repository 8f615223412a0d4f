package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * The examples of RFC 9421 (Appendix B, §2.4, §4.3). They are old and cover what they like, so they
 * go below the rules of {@link SignatureVerifier}: to the base and the key.
 */
@ExtendWith(ConformanceTable.class)
class Rfc9421VectorsTest {
  private static final int EXAMPLES = 19;
  private static int passed;

  @TestFactory
  Stream<DynamicTest> examples() throws Exception {
    Path folder = Vectors.folder("rfc9421");
    JsonNode keys = Vectors.read(folder.resolve("keys.json")).get("keys");
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (!name.equals("keys.json")) {
          JsonNode example = Vectors.read(file);
          tests.add(
              DynamicTest.dynamicTest(
                  name, () -> check(example, keys.get(example.get("keyId").asString()))));
        }
      }
    }
    assertThat(tests).hasSize(EXAMPLES);
    return tests.stream();
  }

  @AfterAll
  static void count(ConformanceTable.Rows table) {
    table.add("RFC 9421 examples", passed, EXAMPLES, "");
  }

  private static void check(JsonNode example, JsonNode key) throws Exception {
    SignableMessage request = request(example.path("request"));
    boolean response = example.get("target").asString().equals("response");
    String input = header(example.get("signatureHeaders"), "Signature-Input");
    String label = example.get("label").asString();
    String base =
        response
            ? SignatureBase.ofResponse(response(example.get("response"), request), input, label)
            : SignatureBase.ofRequest(request, input, label);
    assertThat(base).isEqualTo(example.get("signatureBase").asString());

    byte[] signature = Base64.getDecoder().decode(example.get("signature").asString());
    boolean verifies = example.get("expect").asString().equals("verify");
    String algorithm = example.get("alg").asString();
    if (algorithm.equals("hmac-sha256")) {
      assertThat(MessageDigest.isEqual(mac(base, key), signature)).isEqualTo(verifies);
    } else {
      checkKey(base, signature, SignatureAlgorithm.named(algorithm).orElseThrow(), example, key);
    }
    checkDigest(response ? example.get("response") : example.get("request"));
    passed++;
  }

  private static void checkKey(
      String base, byte[] signature, SignatureAlgorithm algorithm, JsonNode example, JsonNode key)
      throws Exception {
    boolean verifies = example.get("expect").asString().equals("verify");
    PublicKey publicKey = Keys.readPublicPem(key.get("derived").get("spkiPem").asString());
    VerificationKey verification = new VerificationKey("k", "c", publicKey, algorithm.key());
    assertThat(verification.verifies(SignatureBase.bytes(base), signature, algorithm))
        .isEqualTo(verifies);
    if (verifies && example.get("deterministic").asBoolean()) {
      PrivateKey own = Keys.readPrivatePem(key.get("derived").get("pkcs8Pem").asString());
      assertThat(new SigningKey("k", own, algorithm.key()).sign(SignatureBase.bytes(base)))
          .isEqualTo(signature);
    }
  }

  private static void checkDigest(JsonNode message) {
    find(message.get("headers"), "Content-Digest")
        .ifPresent(
            digest ->
                assertThat(
                        BodyDigest.matchesContentDigest(
                            digest, message.get("body").asString("").getBytes(UTF_8)))
                    .isTrue());
  }

  private static byte[] mac(String base, JsonNode key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] secret = Base64.getDecoder().decode(key.get("base64").asString());
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return mac.doFinal(base.getBytes(US_ASCII));
  }

  private static SignableMessage request(JsonNode request) {
    if (!request.isObject()) {
      return SignableMessage.of("GET", "https", "example.com", "/", Map.of());
    }
    String uri = request.get("targetUri").asString();
    String authority = uri.substring(uri.indexOf("://") + 3).split("/")[0];
    return SignableMessage.of(
        request.get("method").asString(),
        uri.substring(0, uri.indexOf(':')),
        authority,
        request.get("requestTarget").asString(),
        headers(request.get("headers")));
  }

  private static SignableResponse response(JsonNode response, SignableMessage request) {
    return new SignableResponse(
        response.get("status").asInt(), headers(response.get("headers")), request);
  }

  private static Map<String, List<String>> headers(JsonNode headers) {
    Map<String, List<String>> values = new HashMap<>();
    headers.forEach(
        header ->
            values
                .computeIfAbsent(header.get("name").asString(), name -> new ArrayList<>())
                .add(header.get("value").asString()));
    return values;
  }

  private static String header(JsonNode headers, String name) {
    return find(headers, name).orElseThrow();
  }

  private static Optional<String> find(JsonNode headers, String name) {
    return headers
        .valueStream()
        .filter(header -> header.get("name").asString().equals(name))
        .map(header -> header.get("value").asString())
        .findFirst();
  }
}
