package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * The examples of draft-cavage-12 Appendix C. Their key has 1024 bits and their dates are old, so
 * they go below the rules of {@link SignatureVerifier}: to the parser, the base and the key.
 */
@ExtendWith(ConformanceTable.class)
class CavageVectorsTest {
  private static final int VARIANTS = 4;
  private static int passed;

  @TestFactory
  Stream<DynamicTest> draftExamples() throws Exception {
    Path folder = Vectors.folder("cavage12");
    PublicKey key = key(folder);
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : List.of("c1-default", "c2-basic", "c3-all-headers")) {
      JsonNode example = Vectors.read(folder.resolve(name + ".json"));
      for (JsonNode variant : example.get("variants")) {
        tests.add(
            dynamicTest(
                name + " " + variant.get("name").asString(), () -> check(example, variant, key)));
      }
    }
    assertThat(tests).hasSize(VARIANTS);
    return tests.stream();
  }

  @AfterAll
  static void count(ConformanceTable.Rows table) {
    table.add("draft-cavage-12 variants", passed, VARIANTS, "");
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
            printed.written(),
            printed.signature(),
            printed.created(),
            printed.expires());
    if (variant.get("name").asString().equals("printed")) {
      assertThat(printed.covered()).isEqualTo(signature.covered());
    }

    String base = CavageReader.base(message(example.get("request")), signature);
    assertThat(base).isEqualTo(variant.get("signingString").asString());
    VerificationKey verification = new VerificationKey("Test", "", key, KeyAlgorithm.RSA);
    assertThat(verification.verifies(SignatureBase.bytes(base), signature.signature()))
        .isEqualTo(variant.get("expect").asString().startsWith("verify"));
    passed++;
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

  private static PublicKey key(Path folder) throws Exception {
    JsonNode keys = Vectors.read(folder.resolve("keys.json")).get("keys");
    Pem spki = Pem.read(keys.get("Test").get("publicPem").asString());
    return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki.der()));
  }
}
