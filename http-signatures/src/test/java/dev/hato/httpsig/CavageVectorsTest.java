package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The examples of draft-cavage-12 Appendix C. Their key has 1024 bits and their dates are old, so
 * they go below the rules of {@link SignatureVerifier}: to the parser, the base and the key.
 */
class CavageVectorsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("hato.vectors", "../../shared/vectors"), "cavage12");
  private static final JsonMapper JSON = JsonMapper.shared();

  @TestFactory
  Stream<DynamicTest> draftExamples() throws Exception {
    if (!Files.isDirectory(FOLDER)) {
      assertThat(System.getenv("CI")).as("test vectors are missing: %s", FOLDER).isNull();
      System.out.println("Skipped: draft-cavage vectors, there is no folder " + FOLDER);
      Assumptions.abort("no vectors");
    }
    PublicKey key = key();
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : List.of("c1-default", "c2-basic", "c3-all-headers")) {
      JsonNode example = JSON.readTree(FOLDER.resolve(name + ".json"));
      for (JsonNode variant : example.get("variants")) {
        tests.add(
            dynamicTest(
                name + " " + variant.get("name").asString(), () -> check(example, variant, key)));
      }
    }
    assertThat(tests).hasSize(4);
    return tests.stream();
  }

  private static void check(JsonNode example, JsonNode variant, PublicKey key) throws Exception {
    CavageSignature printed =
        CavageSignature.parse(
            example.get("authorizationHeader").asString().replaceFirst("^Signature ", ""));
    CavageSignature signature =
        new CavageSignature(
            printed.keyId(),
            printed.algorithm(),
            variant.get("headers").valueStream().map(JsonNode::asString).toList(),
            printed.signature(),
            printed.created(),
            printed.expires());
    if (variant.get("name").asString().equals("printed")) {
      assertThat(printed.covered()).isEqualTo(signature.covered());
    }

    String base = CavageReader.base(message(example.get("request")), signature);
    assertThat(base).isEqualTo(variant.get("signingString").asString());
    VerificationKey verification = new VerificationKey("Test", "", key, KeyAlgorithm.RSA);
    assertThat(SignatureVerifier.fits(base, signature.signature(), verification))
        .isEqualTo(variant.get("expect").asString().startsWith("verify"));
  }

  private static SignableMessage message(JsonNode request) {
    Map<String, List<String>> headers = new HashMap<>();
    request
        .get("headers")
        .forEach(
            h ->
                headers
                    .computeIfAbsent(h.get("name").asString(), n -> new ArrayList<>())
                    .add(h.get("value").asString()));
    return SignableMessage.of(
        request.get("method").asString(),
        "https",
        "example.com",
        request.get("requestTarget").asString(),
        headers);
  }

  private static PublicKey key() throws Exception {
    JsonNode keys = JSON.readTree(FOLDER.resolve("keys.json")).get("keys");
    Pem spki = Pem.read(keys.get("Test").get("publicPem").asString());
    return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki.der()));
  }
}
