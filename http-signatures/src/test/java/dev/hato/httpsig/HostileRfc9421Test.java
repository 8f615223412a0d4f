package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.Verification.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** K23: as {@link HostileSignatureTest}, for RFC 9421. */
class HostileRfc9421Test {
  private static final long NOW = TestRequest.NOW;
  private static final int HOUR = 3600;

  private final SignatureVerifier verifier =
      SignatureVerifier.newBuilder()
          .clock(InstantSource.fixed(Instant.ofEpochSecond(NOW)))
          .expectedHosts(Set.of("good.test"))
          .keys(HostileSignatureTest::key)
          .build();

  @Test
  void theUnbentRequestPasses() {
    for (Rfc9421Request request :
        new Rfc9421Request[] {new Rfc9421Request(), Rfc9421Request.get()}) {
      request.sign(TestKeys.RSA.getPrivate());
      assertThat(verifier.verify(request.message(), request.body))
          .isInstanceOf(Verification.Verified.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void K23_hostileRequestIsRejectedWithItsReason(Case hostile) {
    Rfc9421Request request = hostile.made();
    HostileSignatureTest.assertRejected(
        verifier.verify(request.message(), request.body), hostile.reason());
  }

  /** All of them, for tests of whole servers. */
  static Stream<Case> all() {
    return Stream.of(
            malformed(), components(), missing(), digests(), times(), hosts(), keys(), forged())
        .flatMap(cases -> cases);
  }

  static Stream<Case> malformed() {
    String list = "(\"@method\" \"@target-uri\" \"content-digest\")";
    return Stream.of(
        input("empty input", ""),
        input("garbage", "hello world"),
        input("a comma at the end", "sig1=" + list + ","),
        input("no list", "sig1=\"@method\""),
        input("list not closed", "sig1=(\"@method\""),
        input("blank in a parameter", "sig1=" + list + "; created = 1"),
        input("label in capitals", "Sig1=" + list + ";created=1;keyid=\"k\""),
        input("names without quotes", "sig1=(@method);created=1;keyid=\"k\""),
        input("names as tokens", "sig1=(a b);created=1;keyid=\"k\""),
        input("NUL", "sig1=(\"\u0000\")"),
        input("line break", "sig1=(\"@method\nx\")"),
        input("not ASCII", "sig1=(\"\u00e9\")"),
        input("9,000 characters", "sig1=(\"" + "a".repeat(9000) + "\")"),
        input("40 components", "sig1=" + numbered(40) + ";created=1;keyid=\"k\""),
        input("5 signatures", five(list)),
        input("other label", "sig2=" + list + ";created=1;keyid=\"k\""),
        after(Reason.MALFORMED, "no Signature", r -> r.headers.remove("signature")),
        signature("empty", ""),
        signature("no bytes", "sig1=AAAA"),
        signature("a string", "sig1=\"AAAA\""),
        signature("not base64", "sig1=:!!!!:"),
        signature("base64url", "sig1=:-_-_:"),
        signature("a list", "sig1=(:AAAA:)"),
        signature("draft-cavage beside RFC 9421", "keyId=\"k\",signature=\"AAAA\""),
        parameter("no keyid", "keyid", ""),
        parameter("empty keyid", "keyid", "\"\""),
        parameter("keyid is a token", "keyid", "abc"),
        parameter("keyid of 3,000 characters", "keyid", "\"" + "k".repeat(3000) + "\""),
        parameter("created is a string", "created", "\"1\""),
        parameter("created is a fraction", "created", "1.5"),
        parameter("created is negative", "created", "-1"),
        parameter("created overflows", "created", "999999999999999"),
        parameter("created has 16 digits", "created", "9999999999999999"),
        parameter("expires is a boolean", "expires", "?1"),
        parameter("alg is a token", "alg", "rsa-v1_5-sha256"),
        parameter("expires before created", "expires", Long.toString(NOW - 1)));
  }

  static Stream<Case> components() {
    return Stream.of(
        component("twice", "\"@method\""),
        component("in capitals", "\"Content-Type\""),
        component("@status of a request", "\"@status\""),
        component("@unknown", "\"@unknown\""),
        component("@signature-params", "\"@signature-params\""),
        component("@query-param without a name", "\"@query-param\""),
        component("unknown parameter", "\"content-type\";x"),
        component("a colon in the name", "\"content-type:\""),
        component("empty name", "\"\""),
        component("a dictionary that is none", "\"content-type\";key=\"a\""),
        before(
            Reason.MALFORMED,
            "a parameter that comes twice in the query",
            r -> {
              r.target = "/inbox?x=1&x=2";
              r.covered.add("\"@query-param\";name=\"x\"");
            }),
        before(
            Reason.MALFORMED,
            "a query that cannot be decoded",
            r -> {
              r.target = "/inbox?x=%zz";
              r.covered.add("\"@query-param\";name=\"x\"");
            }),
        before(Reason.MALFORMED, "line break in the target", r -> r.target = "/a\nhost: b"),
        before(
            Reason.MALFORMED,
            "not ASCII in a signed header",
            r -> {
              r.covered.add("\"content-type\"");
              r.set("content-type", "text/\u00e9");
            }),
        before(
            Reason.MALFORMED,
            "line break in a signed header",
            r -> {
              r.covered.add("\"content-type\"");
              r.set("content-type", "a\n\"@method\": GET");
            }),
        after(Reason.MALFORMED, "two Host headers", r -> r.set("host", "good.test", "good.test")),
        before(
            Reason.UNSUPPORTED_ALGORITHM,
            "sf of a header",
            r -> r.covered.add("\"content-type\";sf")));
  }

  static Stream<Case> missing() {
    return Stream.of(
        missing("nothing covered"),
        missing("no method", "@target-uri", "content-digest"),
        missing("no target", "@method", "content-digest"),
        missing("path without query", "@method", "@authority", "@path", "content-digest"),
        missing("query without path", "@method", "@authority", "@query", "content-digest"),
        missing("no authority", "@method", "@request-target", "content-digest"),
        missing("K05: no digest", "@method", "@target-uri"),
        missing("the old digest", "@method", "@target-uri", "digest"),
        missing("a header that is not there", "@method", "@target-uri", "content-digest", "x-none"),
        before(Reason.MISSING_COMPONENT, "trailers", r -> r.covered.add("\"content-type\";tr")),
        before(
            Reason.MISSING_COMPONENT,
            "a member that is not there",
            r -> r.covered.add("\"content-digest\";key=\"sha-512\"")),
        before(
            Reason.MISSING_COMPONENT,
            "a query parameter that is not there",
            r -> r.covered.add("\"@query-param\";name=\"y\"")),
        before(Reason.MISSING_COMPONENT, "no time", r -> r.parameters.remove("created")),
        before(
            Reason.MISSING_COMPONENT,
            "DELETE without digest",
            r -> {
              r.method = "DELETE";
              r.body = new byte[0];
              r.cover("@method", "@target-uri");
            }),
        new Case(
            "GET with a body and no digest",
            Reason.MISSING_COMPONENT,
            Rfc9421Request.get(),
            r -> {},
            r -> r.body = new byte[] {1}),
        after(
            Reason.MISSING_COMPONENT,
            "Content-Digest taken away",
            r -> r.headers.remove("content-digest")));
  }

  static Stream<Case> digests() {
    String right = "sha-256=:" + TestRequest.hash("SHA-256", new Rfc9421Request().body) + ":";
    return Stream.of(
        after(Reason.DIGEST_MISMATCH, "K05: other body", r -> r.body = new byte[] {'{', '}'}),
        after(Reason.DIGEST_MISMATCH, "K05: no body", r -> r.body = new byte[0]),
        digest("other digest", "sha-256=:" + TestRequest.hash("SHA-256", new byte[0]) + ":"),
        digest("MD5 only", "md5=:" + TestRequest.hash("MD5", new Rfc9421Request().body) + ":"),
        digest("a wrong one beside", right + ", sha-512=:AAAA:"),
        digest("another one later", right + ", sha-256=:AAAA:"),
        digest("not bytes", right.replace(":", "")),
        digest("form of Digest", right.replace("sha-256=:", "SHA-256=").replace(":", "")),
        digest("capitals", right.replace("sha", "SHA")),
        digest("empty", ""));
  }

  static Stream<Case> times() {
    return Stream.of(
        created(Reason.EXPIRED, "61 minutes old", NOW - 3660),
        created(Reason.EXPIRED, "a year old", NOW - 365L * 24 * HOUR),
        created(Reason.EXPIRED, "1970", 0),
        created(Reason.NOT_YET_VALID, "61 minutes ahead", NOW + 3660),
        created(Reason.NOT_YET_VALID, "a thousand years ahead", 99_999_999_999L),
        before(
            Reason.EXPIRED,
            "expired 61 minutes ago",
            r -> {
              r.parameters.put("created", Long.toString(NOW - 3 * HOUR));
              r.parameters.put("expires", Long.toString(NOW - 3660));
            }),
        before(
            Reason.EXPIRED,
            "longer than 12 hours whatever expires says",
            r -> {
              r.parameters.put("created", Long.toString(NOW - 14 * HOUR));
              r.parameters.put("expires", Long.toString(NOW + HOUR));
            }),
        before(
            Reason.EXPIRED,
            "old date beside a new created",
            r -> {
              r.covered.add("\"date\"");
              r.set("date", "Sun, 01 Nov 2026 10:00:00 GMT");
            }),
        before(
            Reason.MALFORMED,
            "date is a word",
            r -> {
              r.covered.add("\"date\"");
              r.set("date", "yesterday");
            }));
  }

  static Stream<Case> hosts() {
    return Stream.of(
            "other.test",
            "good.test:8443",
            "user@good.test",
            "good.test.",
            "good.test.evil.test",
            "evil.test, good.test",
            "")
        .map(
            host -> after(Reason.WRONG_HOST, "K05: host '" + host + "'", r -> r.set("host", host)));
  }

  static Stream<Case> keys() {
    return Stream.of(
        keyId("gone", Reason.UNKNOWN_KEY),
        keyId("unreachable", Reason.KEY_UNREACHABLE),
        keyId("invalid", Reason.INVALID_KEY),
        keyId("short", Reason.INVALID_KEY),
        keyId("ed25519", Reason.UNSUPPORTED_ALGORITHM),
        keyId("p256", Reason.UNSUPPORTED_ALGORITHM),
        algorithm("hmac-sha256"),
        algorithm("rsa-sha256"),
        algorithm("RSA-V1_5-SHA256"),
        algorithm("rsa-v1_5-sha1"),
        algorithm("ecdsa-p384-sha384"),
        algorithm("ed25519"),
        algorithm("ecdsa-p256-sha256"),
        algorithm("none"),
        algorithm(""));
  }

  static Stream<Case> forged() {
    return Stream.of(
        forged("signed by another key", r -> r.sign(TestKeys.OTHER_RSA.getPrivate())),
        forged("other path", r -> r.target = "/users/carol/inbox?x=1"),
        forged("other query", r -> r.target = "/users/bob/inbox?x=2"),
        forged("no query", r -> r.target = "/users/bob/inbox"),
        forged("other method", r -> r.method = "PUT"),
        forged(
            "other body with its own digest",
            r -> {
              r.body = new byte[] {'{', '}'};
              r.digestBody();
            }),
        bent("later created", r -> r.parameters.put("created", Long.toString(NOW + 1))),
        bent("expires added", r -> r.parameters.put("expires", Long.toString(NOW + 60))),
        bent("nonce added", r -> r.parameters.put("nonce", "\"n\"")),
        bent("alg taken away", r -> r.parameters.remove("alg")),
        bent("PSS in place of PKCS#1", r -> r.parameters.put("alg", "\"rsa-pss-sha512\"")),
        bent("other keyid", r -> r.parameters.put("keyid", "\"https://peer.test/other\"")),
        bent("other order", r -> Collections.reverse(r.covered)),
        bent("one component more", r -> r.covered.add("\"content-type\"")),
        bytes("J36: zeros", new byte[256]),
        bytes("none", new byte[0]),
        bytes("one byte", new byte[1]),
        bytes("255 bytes", new byte[255]),
        bytes("257 bytes", new byte[257]),
        forged(
            "SHA-512 under the name of SHA-256",
            r -> {
              r.jcaAlgorithm = "SHA512withRSA";
              r.sign(TestKeys.RSA.getPrivate());
            }));
  }

  private static String numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"x-" + i + "\"")
        .collect(Collectors.joining(" ", "(", ")"));
  }

  private static String five(String list) {
    return IntStream.range(0, 5)
        .mapToObj(i -> "sig" + i + "=" + list)
        .collect(Collectors.joining(", "));
  }

  private static Case input(String name, String value) {
    return after(Reason.MALFORMED, "input: " + name, r -> r.set("signature-input", value));
  }

  private static Case signature(String name, String value) {
    return after(Reason.MALFORMED, "signature: " + name, r -> r.set("signature", value));
  }

  private static Case parameter(String name, String parameter, String value) {
    return before(
        Reason.MALFORMED,
        name,
        r -> {
          if (value.isEmpty()) {
            r.parameters.remove(parameter);
          } else {
            r.parameters.put(parameter, value);
          }
        });
  }

  private static Case component(String name, String identifier) {
    return before(Reason.MALFORMED, "component " + name, r -> r.covered.add(identifier));
  }

  private static Case missing(String name, String... covered) {
    return before(Reason.MISSING_COMPONENT, name, r -> r.cover(covered));
  }

  private static Case digest(String name, String value) {
    return before(Reason.DIGEST_MISMATCH, "digest: " + name, r -> r.set("content-digest", value));
  }

  private static Case created(Reason reason, String name, long seconds) {
    return before(reason, name, r -> r.parameters.put("created", Long.toString(seconds)));
  }

  private static Case keyId(String id, Reason reason) {
    return before(reason, "key " + id, r -> r.parameters.put("keyid", '"' + id + '"'));
  }

  private static Case algorithm(String name) {
    return before(
        Reason.UNSUPPORTED_ALGORITHM,
        "algorithm " + name,
        r -> r.parameters.put("alg", '"' + name + '"'));
  }

  private static Case forged(String name, Consumer<Rfc9421Request> bend) {
    return after(Reason.BAD_SIGNATURE, name, bend);
  }

  /** Changes what Signature-Input says, behind the back of the signature. */
  private static Case bent(String name, Consumer<Rfc9421Request> bend) {
    return forged(
        name,
        r -> {
          bend.accept(r);
          r.set("signature-input", "sig1=" + r.input());
        });
  }

  private static Case bytes(String name, byte[] signature) {
    String value = "sig1=:" + Base64.getEncoder().encodeToString(signature) + ":";
    return forged(name, r -> r.set("signature", value));
  }

  private static Case before(Reason reason, String name, Consumer<Rfc9421Request> bend) {
    return new Case(name, reason, new Rfc9421Request(), bend, r -> {});
  }

  private static Case after(Reason reason, String name, Consumer<Rfc9421Request> bend) {
    return new Case(name, reason, new Rfc9421Request(), r -> {}, bend);
  }

  record Case(
      String name,
      Reason reason,
      Rfc9421Request request,
      Consumer<Rfc9421Request> beforeSigning,
      Consumer<Rfc9421Request> afterSigning) {
    Rfc9421Request made() {
      beforeSigning.accept(request);
      request.sign(TestKeys.RSA.getPrivate());
      afterSigning.accept(request);
      return request;
    }

    @Override
    public String toString() {
      return reason + ": " + name;
    }
  }
}
