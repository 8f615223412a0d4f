package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hato.httpsig.Verification.Reason;
import dev.hato.httpsig.Verification.Rejected;
import dev.hato.httpsig.Verification.Verified;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9421 through the verifier and the signer. */
class Rfc9421Test {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(TestRequest.NOW));
  private static final byte[] BODY = "{\"type\":\"Like\"}".getBytes(UTF_8);

  private VerificationKey known = TestKeys.rsa();
  private final SignatureVerifier verifier =
      SignatureVerifier.newBuilder()
          .clock(CLOCK)
          .expectedHosts(Set.of("good.test"))
          .keys((keyId, refresh) -> new KeyLookup.Found(known))
          .build();

  @Test
  void whatTheSignerSignsTheVerifierAccepts() {
    assertThat(roundTrip("POST", BODY, TestKeys.RSA, KeyAlgorithm.RSA))
        .isEqualTo(
            new Verified(
                known, Set.of("@method", "@target-uri", "content-digest"), CLOCK.instant()));
    assertThat(roundTrip("GET", new byte[0], TestKeys.ED25519, KeyAlgorithm.ED25519))
        .isInstanceOfSatisfying(
            Verified.class,
            verified -> assertThat(verified.covered()).containsExactly("@method", "@target-uri"));
    assertThat(roundTrip("POST", BODY, TestKeys.P256, KeyAlgorithm.P256))
        .isInstanceOf(Verified.class);
  }

  private Verification roundTrip(String method, byte[] body, KeyPair pair, KeyAlgorithm algorithm) {
    PublicKey publicKey = Keys.readPublicPem(Keys.toPem(pair.getPublic()));
    known = new VerificationKey(TestRequest.KEY_ID, "c", publicKey, algorithm);
    SigningKey key = SigningKey.fromPem(TestRequest.KEY_ID, Keys.toPem(pair.getPrivate()));
    return verifier.verify(
        signed(method, body, key, RequestSigner.of(SignatureFormat.RFC_9421, CLOCK)), body);
  }

  private static SignableMessage signed(
      String method, byte[] body, SigningKey key, RequestSigner signer) {
    SignableMessage plain =
        SignableMessage.of(method, "https", "good.test", "/inbox?a=b", Map.of());
    Map<String, List<String>> headers = new HashMap<>();
    signer.sign(plain, body, key).forEach((name, value) -> headers.put(name, List.of(value)));
    headers.put("Host", List.of("good.test"));
    return SignableMessage.of(method, "https", "good.test", "/inbox?a=b", headers);
  }

  @Test
  void theWishOfAPeerIsAddedToWhatIsSignedAnyway() {
    AcceptSignature wish =
        AcceptSignature.parse(
                List.of("other=(\"date\" \"@authority\" \"host\");created;nonce=\"n\";tag=\"t\""))
            .orElseThrow();
    SigningKey key = SigningKey.rsa(TestRequest.KEY_ID, TestKeys.RSA.getPrivate());
    SignableMessage message = signed("POST", BODY, key, RequestSigner.of(wish, CLOCK));
    assertThat(message.header("signature-input").getFirst())
        .startsWith(
            "other=(\"@method\" \"@target-uri\" \"content-digest\" \"date\" \"@authority\" \"host\")")
        .endsWith(";nonce=\"n\";tag=\"t\"");
    assertThat(verifier.verify(message, BODY)).isInstanceOf(Verified.class);
  }

  @Test
  void whatTheRequestDoesNotHaveIsLeftOutOfTheWish() {
    AcceptSignature wish =
        AcceptSignature.parse(List.of("a=(\"x-none\" \"@status\" \"X\" \"@path\")")).orElseThrow();
    SigningKey key = SigningKey.rsa(TestRequest.KEY_ID, TestKeys.RSA.getPrivate());
    SignableMessage message = signed("POST", BODY, key, RequestSigner.of(wish, CLOCK));
    assertThat(message.header("signature-input").getFirst())
        .startsWith("a=(\"@method\" \"@target-uri\" \"content-digest\" \"@path\")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sig1",
        "sig1=?1",
        "sig1=()(",
        "sig1=(@method)",
        "sig1=(\"@query-param\";name=\"a\")",
        "sig1=(\"@method\");alg=\"hmac-sha256\"",
        "sig1=(\"@method\");alg=1",
      })
  void whatCannotBeReadIsNoWish(String header) {
    assertThat(AcceptSignature.parse(List.of(header))).isEmpty();
  }

  @Test
  void ourOwnWishIsReadAgain() {
    AcceptSignature wish =
        new AcceptSignature("a", List.of("@method"), Optional.of("n"), Optional.of("t"));
    assertThat(wish.header()).isEqualTo("a=(\"@method\");created;keyid;nonce=\"n\";tag=\"t\"");
    assertThat(AcceptSignature.parse(List.of(wish.header()))).contains(wish);
    assertThat(AcceptSignature.parse(List.of("a".repeat(5000)))).isEmpty();
  }

  @Test
  void otherComponentsThatNameTheWholeTargetAreAsGood() {
    for (String[] names :
        new String[][] {
          {"@method", "@authority", "@request-target", "content-digest"},
          {"@method", "@authority", "@path", "@query", "content-digest"},
          {"@method", "host", "@path", "@query", "@scheme", "content-digest"},
        }) {
      assertThat(verify(new Rfc9421Request().cover(names))).isInstanceOf(Verified.class);
    }
    Rfc9421Request noQuery = Rfc9421Request.get().cover("@method", "@authority", "@path");
    noQuery.target = "/users/bob";
    assertThat(verify(noQuery)).isInstanceOf(Verified.class);
  }

  @Test
  void aDateInPlaceOfCreatedIsAccepted() {
    Rfc9421Request request = new Rfc9421Request().set("date", TestRequest.DATE);
    request.covered.add("\"date\"");
    request.parameters.remove("created");
    assertThat(verify(request)).isInstanceOf(Verified.class);
  }

  @Test
  void theSignatureOfAProxyBesideIsPassedOver() {
    Rfc9421Request request = new Rfc9421Request().sign(TestKeys.RSA.getPrivate());
    request.set(
        "signature-input",
        "proxy=(\"@method\");created=1;keyid=\"p\"",
        request.headers.get("signature-input").getFirst());
    request.set("signature", "proxy=:AAAA:", request.headers.get("signature").getFirst());
    assertThat(verifier.verify(request.message(), request.body)).isInstanceOf(Verified.class);
  }

  @Test
  void anRsaKeyMayBeUsedWithPssWhereTheSignatureSaysSo() throws Exception {
    Rfc9421Request request = new Rfc9421Request();
    request.parameters.put("alg", "\"rsa-pss-sha512\"");
    request.sign(TestKeys.RSA.getPrivate());
    java.security.Signature pss =
        CryptoProviders.fastest().signature(SignatureAlgorithm.RSA_PSS_SHA512);
    pss.initSign(TestKeys.RSA.getPrivate());
    pss.update(request.base().getBytes(UTF_8));
    request.set("signature", "sig1=:" + Base64.getEncoder().encodeToString(pss.sign()) + ":");
    assertThat(verifier.verify(request.message(), request.body)).isInstanceOf(Verified.class);
    request.parameters.remove("alg");
    request.set("signature-input", "sig1=" + request.input());
    assertThat(verifier.verify(request.message(), request.body))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.reason()).isEqualTo(Reason.BAD_SIGNATURE));
  }

  @Test
  void membersOfDictionariesAndBytesOfHeadersCanBeCovered() {
    SignableMessage message =
        SignableMessage.of(
            "GET",
            "https",
            "GOOD.test:443",
            "/a?b=c%20d&e",
            Map.of("X-Dict", List.of("a=1", "b=2;x=y"), "X-Plain", List.of(" one ", "two")));
    assertThat(
            SignatureBase.ofRequest(
                message,
                "s=(\"x-dict\";key=\"b\" \"x-plain\";bs \"@query-param\";name=\"b\""
                    + " \"@query-param\";name=\"e\" \"@authority\" \"@scheme\");created=1",
                "s"))
        .isEqualTo(
            """
            "x-dict";key="b": 2;x=y
            "x-plain";bs: :b25l:, :dHdv:
            "@query-param";name="b": c%20d
            "@query-param";name="e":\s
            "@authority": good.test
            "@scheme": https
            "@signature-params": ("x-dict";key="b" "x-plain";bs "@query-param";name="b"\
             "@query-param";name="e" "@authority" "@scheme");created=1""");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignatureBase.ofRequest(message, "s=()", "other"))
        .withMessageContaining("other");
  }

  @Test
  void aBadSignatureShowsItsBase() {
    Rfc9421Request request = new Rfc9421Request().sign(TestKeys.OTHER_RSA.getPrivate());
    assertThat(verifier.verify(request.message(), request.body))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.signatureBase()).contains(request.base()));
  }

  private Verification verify(Rfc9421Request request) {
    request.sign(TestKeys.RSA.getPrivate());
    return verifier.verify(request.message(), request.body);
  }
}
