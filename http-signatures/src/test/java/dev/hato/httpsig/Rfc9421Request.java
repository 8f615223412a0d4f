package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A delivery to good.test, signed as RFC 9421, that a test can bend before and after it is signed.
 * It signs by code of its own, so that a fault of the library cannot hide on both sides.
 */
final class Rfc9421Request {
  String method = "POST";
  String target = "/users/bob/inbox?x=1";
  byte[] body = TestRequest.BODY;
  final Map<String, List<String>> headers = new LinkedHashMap<>();
  final List<String> covered =
      new ArrayList<>(List.of("\"@method\"", "\"@target-uri\"", "\"content-digest\""));
  final Map<String, String> parameters = new LinkedHashMap<>();
  String label = "sig1";
  String jcaAlgorithm = "SHA256withRSA";

  Rfc9421Request() {
    set("host", "good.test");
    set("content-type", "application/activity+json");
    digestBody();
    parameters.put("created", Long.toString(TestRequest.NOW));
    parameters.put("keyid", '"' + TestRequest.KEY_ID + '"');
    parameters.put("alg", "\"rsa-v1_5-sha256\"");
  }

  static Rfc9421Request get() {
    Rfc9421Request request = new Rfc9421Request();
    request.method = "GET";
    request.body = new byte[0];
    request.headers.remove("content-digest");
    return request.cover("@method", "@target-uri");
  }

  Rfc9421Request set(String name, String... values) {
    headers.put(name, List.of(values));
    return this;
  }

  Rfc9421Request cover(String... names) {
    covered.clear();
    Arrays.stream(names).map(name -> '"' + name + '"').forEach(covered::add);
    return this;
  }

  Rfc9421Request digestBody() {
    return set("content-digest", "sha-256=:" + TestRequest.hash("SHA-256", body) + ":");
  }

  /** Signs what the request is now and sets both headers. */
  Rfc9421Request sign(PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(jcaAlgorithm);
      signature.initSign(key);
      signature.update(base().getBytes(ISO_8859_1));
      set("signature", label + "=:" + Base64.getEncoder().encodeToString(signature.sign()) + ":");
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    return set("signature-input", label + "=" + input());
  }

  String input() {
    return covered.stream().collect(Collectors.joining(" ", "(", ")"))
        + parameters.entrySet().stream()
            .map(entry -> ";" + entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining());
  }

  String base() {
    List<String> lines = new ArrayList<>();
    for (String identifier : covered) {
      lines.add(identifier + ": " + value(identifier.replace("\"", "")));
    }
    lines.add("\"@signature-params\": " + input());
    return String.join("\n", lines);
  }

  private String value(String name) {
    int query = target.indexOf('?');
    return switch (name) {
      case "@method" -> method;
      case "@scheme" -> "https";
      case "@authority" -> "good.test";
      case "@target-uri" -> "https://good.test" + target;
      case "@request-target" -> target;
      case "@path" -> query < 0 ? target : target.substring(0, query);
      case "@query" -> query < 0 ? "?" : target.substring(query);
      default -> String.join(", ", headers.getOrDefault(name, List.of("")));
    };
  }

  SignableMessage message() {
    return SignableMessage.of(method, "https", "good.test", target, headers);
  }
}
