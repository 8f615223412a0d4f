package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A delivery to good.test that a test can bend before and after it is signed. It signs by code of
 * its own, so that a fault of the library cannot hide on both sides.
 */
final class TestRequest {
  static final String DATE = "Sun, 01 Nov 2026 12:00:00 GMT";
  static final long NOW = 1793534400L;
  static final String KEY_ID = "https://peer.test/users/alice#main-key";

  static final byte[] BODY =
      """
      {"@context":"https://www.w3.org/ns/activitystreams","id":"https://peer.test/follows/1",\
      "type":"Follow","actor":"https://peer.test/users/alice",\
      "object":"https://good.test/users/bob"}"""
          .getBytes(UTF_8);

  String method = "POST";
  String target = "/users/bob/inbox?x=1";
  byte[] body = BODY;
  final Map<String, List<String>> headers = new LinkedHashMap<>();
  String covered = "(request-target) host date digest";
  final Map<String, String> parameters = new LinkedHashMap<>();
  String jcaAlgorithm = "SHA256withRSA";

  TestRequest() {
    set("host", "good.test");
    set("date", DATE);
    set("content-type", "application/activity+json");
    digestBody();
    parameters.put("keyId", KEY_ID);
    parameters.put("algorithm", "rsa-sha256");
  }

  static TestRequest get() {
    TestRequest request = new TestRequest();
    request.method = "GET";
    request.body = new byte[0];
    request.headers.remove("digest");
    request.covered = "(request-target) host date";
    return request;
  }

  TestRequest set(String name, String... values) {
    headers.put(name, List.of(values));
    return this;
  }

  TestRequest digestBody() {
    return set("digest", "SHA-256=" + hash("SHA-256", body));
  }

  TestRequest hs2019(long created) {
    parameters.put("algorithm", "hs2019");
    parameters.put("created", Long.toString(created));
    covered = "(request-target) host (created) digest";
    return this;
  }

  /** Signs what the request is now and sets the Signature header. */
  TestRequest sign(PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(jcaAlgorithm);
      signature.initSign(key);
      signature.update(base().getBytes(ISO_8859_1));
      parameters.put("headers", covered);
      parameters.put("signature", Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    return writeHeader();
  }

  TestRequest writeHeader() {
    List<String> written = new ArrayList<>();
    parameters.forEach(
        (name, value) ->
            written.add(
                name.equals("created") || name.equals("expires")
                    ? name + "=" + value
                    : name + "=\"" + value + "\""));
    return set("signature", String.join(",", written));
  }

  String base() {
    List<String> lines = new ArrayList<>();
    for (String name : covered.split(" ")) {
      String value =
          switch (name) {
            case "(request-target)" -> method.toLowerCase(java.util.Locale.ROOT) + " " + target;
            case "(created)" -> parameters.getOrDefault("created", "");
            case "(expires)" -> parameters.getOrDefault("expires", "");
            default -> String.join(", ", headers.getOrDefault(name, List.of("")));
          };
      lines.add(name + ": " + value);
    }
    return String.join("\n", lines);
  }

  SignableMessage message() {
    return SignableMessage.of(method, "https", "good.test", target, headers);
  }

  static String hash(String algorithm, byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
