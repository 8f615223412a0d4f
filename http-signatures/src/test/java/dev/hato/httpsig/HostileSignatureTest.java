package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.Verification.Reason;
import dev.hato.httpsig.Verification.Rejected;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** K23: requests that must never pass, each with the reason that it must be refused for. */
class HostileSignatureTest {
  private static final long NOW = TestRequest.NOW;
  private static final int HOUR = 3600;

  private final SignatureVerifier verifier =
      SignatureVerifier.newBuilder()
          .clock(InstantSource.fixed(Instant.ofEpochSecond(NOW)))
          .expectedHosts(Set.of("good.test"))
          .keys(HostileSignatureTest::key)
          .build();

  static KeyLookup key(String keyId, boolean refresh) {
    return switch (keyId) {
      case "gone" -> new KeyLookup.Gone("410");
      case "unreachable" -> new KeyLookup.Unreachable("time-out");
      case "invalid" -> new KeyLookup.Invalid("not PEM");
      case "short" ->
          new KeyLookup.Found(TestKeys.verification(TestKeys.SHORT_RSA, KeyAlgorithm.RSA));
      case "p256" -> new KeyLookup.Found(TestKeys.verification(TestKeys.P256, KeyAlgorithm.P256));
      case "ed25519" ->
          new KeyLookup.Found(TestKeys.verification(TestKeys.ED25519, KeyAlgorithm.ED25519));
      default -> new KeyLookup.Found(TestKeys.rsa());
    };
  }

  @Test
  void theUnbentRequestPasses() {
    TestRequest request = new TestRequest().sign(TestKeys.RSA.getPrivate());
    assertThat(verifier.verify(request.message(), request.body))
        .isInstanceOf(Verification.Verified.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void K23_hostileRequestIsRejectedWithItsReason(Case hostile) {
    TestRequest request = hostile.made();
    assertRejected(verifier.verify(request.message(), request.body), hostile.reason());
  }

  /** With the reason, words for it, and the base where a signature did not fit it. */
  static void assertRejected(Verification judged, Reason reason) {
    assertThat(judged)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
              assertThat(rejected.detail()).isNotBlank();
              assertThat(rejected.signatureBase().isPresent())
                  .isEqualTo(reason == Reason.BAD_SIGNATURE);
            });
  }

  /** All of them, for tests of whole servers. */
  static Stream<Case> all() {
    return Stream.of(malformed(), missing(), digests(), times(), hosts(), keys(), forged())
        .flatMap(cases -> cases);
  }

  static Stream<Case> malformed() {
    return Stream.of(
        header("empty header", ""),
        header("garbage", "hello"),
        header("commas only", ",,,"),
        header("parameter without a name", "=\"x\",keyId=\"k\",signature=\"AAAA\""),
        header("no keyId", "signature=\"AAAA\""),
        header("empty keyId", "keyId=\"\",signature=\"AAAA\""),
        header("no signature", "keyId=\"k\""),
        header("empty signature", "keyId=\"k\",signature=\"\""),
        header("signature not base64", "keyId=\"k\",signature=\"!!!!\""),
        header("signature in base64url", "keyId=\"k\",signature=\"-_-_\""),
        header("keyId twice", "keyId=\"k\",keyId=\"l\",signature=\"AAAA\""),
        header("keyId twice in other case", "keyId=\"k\",KEYID=\"l\",signature=\"AAAA\""),
        header("signature twice", "keyId=\"k\",signature=\"AAAA\",signature=\"BBBB\""),
        header("unterminated quote", "keyId=\"k\",signature=\"AAAA"),
        header("no comma between parameters", "keyId=\"k\" signature=\"AAAA\""),
        header("backslash in a value", "keyId=\"k\\\",signature=\"AAAA\""),
        header("NUL in a value", "keyId=\"k\u0000\",signature=\"AAAA\""),
        header("line break in a value", "keyId=\"k\r\nx: y\",signature=\"AAAA\""),
        header("9,000 characters", "keyId=\"" + "k".repeat(9000) + "\",signature=\"AAAA\""),
        header(
            "keyId of 3,000 characters", "keyId=\"" + "k".repeat(3000) + "\",signature=\"AAAA\""),
        header("nothing covered", "keyId=\"k\",headers=\"\",signature=\"AAAA\""),
        header("unknown pseudo-header", covering("(request-target) (response-status)")),
        header("name with a colon", covering("(request-target) host:")),
        header("covered twice", covering("(request-target) host date host")),
        header("covered twice in other case", covering("(request-target) host date Host")),
        header("40 names", covering(String.join(" ", numbered(40)))),
        header("created is a word", "keyId=\"k\",created=now,signature=\"AAAA\""),
        header("created is negative", "keyId=\"k\",created=-1,signature=\"AAAA\""),
        header("created is a fraction", "keyId=\"k\",created=1.5,signature=\"AAAA\""),
        header("created overflows", "keyId=\"k\",created=99999999999999999999,signature=\"AAAA\""),
        header("expires is empty", "keyId=\"k\",expires=,signature=\"AAAA\""),
        after(Reason.MALFORMED, "two Signature headers", r -> r.set("signature", "a", "b")),
        before(
            Reason.MALFORMED,
            "(created) with rsa-sha256",
            r -> r.hs2019(NOW).parameters.put("algorithm", "rsa-sha256")),
        before(
            Reason.MALFORMED,
            "expires before created",
            r -> r.hs2019(NOW).parameters.put("expires", Long.toString(NOW - 1))),
        after(Reason.MALFORMED, "two Host headers", r -> r.set("host", "good.test", "good.test")),
        after(
            Reason.MALFORMED,
            "two Date headers",
            r -> r.set("date", TestRequest.DATE, TestRequest.DATE)),
        after(Reason.MALFORMED, "two Digest headers", r -> r.set("digest", "SHA-256=a", "b=c")),
        before(Reason.MALFORMED, "date is a word", r -> r.set("date", "yesterday")),
        before(Reason.MALFORMED, "date is empty", r -> r.set("date", "")),
        before(Reason.MALFORMED, "date in ISO form", r -> r.set("date", "2026-11-01T12:00:00Z")),
        before(
            Reason.MALFORMED,
            "line break in a signed header",
            r -> r.set("digest", "SHA-256=a\nhost: good.test")),
        before(
            Reason.MALFORMED,
            "not ASCII in a signed header",
            r -> {
              r.covered += " content-type";
              r.set("content-type", "text/\u00e9");
            }),
        before(Reason.MALFORMED, "line break in the target", r -> r.target = "/a\nhost: b"));
  }

  static Stream<Case> missing() {
    return Stream.of(
        missing("no request target", "host date digest"),
        missing("no host", "(request-target) date digest"),
        missing("no date", "(request-target) host digest"),
        missing("Y03: no digest", "(request-target) host date"),
        missing("date only", "date"),
        missing("digest and date only", "digest date"),
        missing("a header that is not there", "(request-target) host date digest x-none"),
        header(Reason.MISSING_COMPONENT, "no headers parameter", "keyId=\"k\",signature=\"AAAA\""),
        before(
            Reason.MISSING_COMPONENT,
            "DELETE without digest",
            r -> {
              r.method = "DELETE";
              r.body = new byte[0];
              r.covered = "(request-target) host date";
            }),
        new Case(
            "GET with a body and no digest",
            Reason.MISSING_COMPONENT,
            TestRequest.get(),
            r -> {},
            r -> r.body = new byte[] {1}),
        before(
            Reason.MISSING_COMPONENT,
            "(created) without a value",
            r -> r.hs2019(NOW).parameters.remove("created")),
        before(
            Reason.MISSING_COMPONENT,
            "(expires) without a value",
            r -> r.hs2019(NOW).covered += " (expires)"),
        after(Reason.MISSING_COMPONENT, "Date taken away", r -> r.headers.remove("date")),
        after(Reason.MISSING_COMPONENT, "Digest taken away", r -> r.headers.remove("digest")));
  }

  static Stream<Case> digests() {
    String right = "SHA-256=" + TestRequest.hash("SHA-256", new TestRequest().body);
    return Stream.of(
        after(Reason.DIGEST_MISMATCH, "K05: other body", r -> r.body = new byte[] {'{', '}'}),
        after(Reason.DIGEST_MISMATCH, "K05: no body", r -> r.body = new byte[0]),
        digest("other digest", "SHA-256=" + TestRequest.hash("SHA-256", new byte[0])),
        digest("SHA-512 only", "SHA-512=" + TestRequest.hash("SHA-512", new TestRequest().body)),
        digest("MD5 only", "MD5=" + TestRequest.hash("MD5", new TestRequest().body)),
        digest("SHA-256 twice", right + "," + right),
        digest("not base64", "SHA-256=%%%"),
        digest("cut short", right.substring(0, right.length() - 4)),
        digest("empty", ""),
        digest("form of Content-Digest", right.replace("SHA-256=", "sha-256=:") + ":"),
        digest("no algorithm", right.substring("SHA-256=".length())));
  }

  static Stream<Case> times() {
    return Stream.of(
        before(
            Reason.EXPIRED, "61 minutes old", r -> r.set("date", "Sun, 01 Nov 2026 10:59:00 GMT")),
        before(Reason.EXPIRED, "a year old", r -> r.set("date", "Sat, 01 Nov 2025 12:00:00 GMT")),
        before(Reason.EXPIRED, "created 2 hours ago", r -> r.hs2019(NOW - 2 * HOUR)),
        before(
            Reason.EXPIRED,
            "expired 61 minutes ago",
            r -> r.hs2019(NOW - 3 * HOUR).parameters.put("expires", "" + (NOW - 3660))),
        before(
            Reason.EXPIRED,
            "longer than 12 hours whatever expires says",
            r -> r.hs2019(NOW - 14 * HOUR).parameters.put("expires", "" + (NOW + HOUR))),
        before(
            Reason.EXPIRED,
            "old date beside a new (created)",
            r -> {
              r.hs2019(NOW).covered += " date";
              r.set("date", "Sun, 01 Nov 2026 10:00:00 GMT");
            }),
        before(
            Reason.NOT_YET_VALID,
            "61 minutes ahead",
            r -> r.set("date", "Sun, 01 Nov 2026 13:01:00 GMT")),
        before(Reason.NOT_YET_VALID, "created 2 hours ahead", r -> r.hs2019(NOW + 2 * HOUR)));
  }

  static Stream<Case> hosts() {
    return Stream.of(
            "other.test",
            "good.test:8443",
            "user@good.test",
            "good.test@evil.test",
            "good.test.",
            "good.test.evil.test",
            "evil.test, good.test",
            "evilgood.test",
            "")
        .map(
            host ->
                before(Reason.WRONG_HOST, "K05: host '" + host + "'", r -> r.set("host", host)));
  }

  static Stream<Case> keys() {
    return Stream.of(
        keyId("gone", Reason.UNKNOWN_KEY),
        keyId("unreachable", Reason.KEY_UNREACHABLE),
        keyId("invalid", Reason.INVALID_KEY),
        keyId("short", Reason.INVALID_KEY),
        keyId("ed25519", Reason.UNSUPPORTED_ALGORITHM),
        keyId("p256", Reason.UNSUPPORTED_ALGORITHM),
        algorithm("rsa-sha1"),
        algorithm("rsa-sha512"),
        algorithm("rsa-v1_5-sha256"),
        algorithm("hmac-sha256"),
        algorithm("ecdsa-sha256"),
        algorithm("ed25519"),
        algorithm("none"),
        after(
            Reason.MALFORMED,
            "RFC 9421 beside draft-cavage",
            r -> r.set("signature-input", "sig1=(\"@method\");created=1")));
  }

  static Stream<Case> forged() {
    return Stream.of(
        forged("signed by another key", r -> r.sign(TestKeys.OTHER_RSA.getPrivate())),
        forged("other path", r -> r.target = "/users/carol/inbox?x=1"),
        forged("other query", r -> r.target = "/users/bob/inbox?x=2"),
        forged("no query", r -> r.target = "/users/bob/inbox"),
        forged("other case of the path", r -> r.target = "/users/Bob/inbox?x=1"),
        forged("other method", r -> r.method = "PUT"),
        forged("other date", r -> r.set("date", "Sun, 01 Nov 2026 12:00:01 GMT")),
        forged("host in other case", r -> r.set("host", "GOOD.test")),
        forged(
            "other body with its own digest",
            r -> {
              r.body = new byte[] {'{', '}'};
              r.digestBody();
            }),
        forged("digest with one more member", r -> r.set("digest", more(r))),
        parameter("other order", "headers", "host (request-target) date digest"),
        parameter("one name more", "headers", "(request-target) host date digest content-type"),
        parameter("J36: zeros", "signature", Base64.getEncoder().encodeToString(new byte[256])),
        parameter("one byte", "signature", "AA=="),
        parameter("255 bytes", "signature", Base64.getEncoder().encodeToString(new byte[255])),
        parameter("257 bytes", "signature", Base64.getEncoder().encodeToString(new byte[257])),
        parameter("all ones", "signature", "/".repeat(340) + "/w=="),
        forged(
            "last bit turned",
            r -> {
              byte[] bytes = Base64.getDecoder().decode(r.parameters.get("signature"));
              bytes[255] ^= 1;
              r.parameters.put("signature", Base64.getEncoder().encodeToString(bytes));
              r.writeHeader();
            }),
        forged(
            "SHA-512 under the name of SHA-256",
            r -> {
              r.jcaAlgorithm = "SHA512withRSA";
              r.sign(TestKeys.RSA.getPrivate());
            }));
  }

  private static String more(TestRequest request) {
    return request.headers.get("digest").getFirst() + ",SHA-512=AAAA";
  }

  private static List<String> numbered(int count) {
    return Stream.iterate(1, i -> i + 1).limit(count).map(i -> "x-" + i).toList();
  }

  private static String covering(String names) {
    return "keyId=\"k\",headers=\"" + names + "\",signature=\"AAAA\"";
  }

  private static Case header(String name, String value) {
    return header(Reason.MALFORMED, name, value);
  }

  private static Case header(Reason reason, String name, String value) {
    return after(reason, name, r -> r.set("signature", value));
  }

  private static Case missing(String name, String covered) {
    return before(
        Reason.MISSING_COMPONENT,
        name,
        r -> {
          r.covered = covered;
        });
  }

  private static Case digest(String name, String value) {
    return before(Reason.DIGEST_MISMATCH, "digest: " + name, r -> r.set("digest", value));
  }

  private static Case keyId(String id, Reason reason) {
    return before(reason, "key " + id, r -> r.parameters.put("keyId", id));
  }

  private static Case algorithm(String name) {
    return before(
        Reason.UNSUPPORTED_ALGORITHM,
        "algorithm " + name,
        r -> r.parameters.put("algorithm", name));
  }

  private static Case forged(String name, Consumer<TestRequest> bend) {
    return after(Reason.BAD_SIGNATURE, name, bend);
  }

  private static Case parameter(String name, String parameter, String value) {
    return forged(
        name,
        r -> {
          r.parameters.put(parameter, value);
          r.writeHeader();
        });
  }

  private static Case before(Reason reason, String name, Consumer<TestRequest> bend) {
    return new Case(name, reason, new TestRequest(), bend, r -> {});
  }

  private static Case after(Reason reason, String name, Consumer<TestRequest> bend) {
    return new Case(name, reason, new TestRequest(), r -> {}, bend);
  }

  record Case(
      String name,
      Reason reason,
      TestRequest request,
      Consumer<TestRequest> beforeSigning,
      Consumer<TestRequest> afterSigning) {
    TestRequest made() {
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
