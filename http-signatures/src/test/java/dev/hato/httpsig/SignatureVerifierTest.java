package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hato.httpsig.Verification.Reason;
import dev.hato.httpsig.Verification.Rejected;
import dev.hato.httpsig.Verification.Unsigned;
import dev.hato.httpsig.Verification.Verified;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(TestRequest.NOW));
  private static final byte[] BODY = "{\"type\":\"Like\"}".getBytes(UTF_8);

  private final List<String> asked = new ArrayList<>();
  private KeyLookup remembered = new KeyLookup.Found(TestKeys.rsa());
  private KeyLookup fetched = remembered;

  private final SignatureVerifier verifier =
      SignatureVerifier.newBuilder()
          .clock(CLOCK)
          .expectedHosts(Set.of("good.test", "social.good.test:8443"))
          .keys(
              (keyId, refresh) -> {
                asked.add(keyId + (refresh ? " refresh" : ""));
                return refresh ? fetched : remembered;
              })
          .build();

  @Test
  void whatTheSignerSignsTheVerifierAccepts() {
    SigningKey key = SigningKey.rsa(TestRequest.KEY_ID, TestKeys.RSA.getPrivate());
    assertThat(roundTrip("POST", BODY, key))
        .isEqualTo(
            new Verified(
                TestKeys.rsa(),
                Set.of("(request-target)", "host", "date", "digest"),
                CLOCK.instant()));
    assertThat(roundTrip("GET", new byte[0], key))
        .isInstanceOfSatisfying(
            Verified.class,
            verified ->
                assertThat(verified.covered()).containsExactly("(request-target)", "host", "date"));
  }

  @Test
  void ed25519KeysSignAndVerifyUnderTheNameHs2019() {
    remembered = new KeyLookup.Found(TestKeys.verification(TestKeys.ED25519, KeyAlgorithm.ED25519));
    SigningKey key =
        SigningKey.fromPem(TestRequest.KEY_ID, Keys.toPem(TestKeys.ED25519.getPrivate()));
    assertThat(key.algorithm()).isEqualTo(KeyAlgorithm.ED25519);
    assertThat(roundTrip("POST", BODY, key)).isInstanceOf(Verified.class);
  }

  private Verification roundTrip(String method, byte[] body, SigningKey key) {
    SignableMessage plain =
        SignableMessage.of(method, "https", "good.test", "/inbox?a=b", Map.of());
    Map<String, List<String>> headers = new java.util.HashMap<>();
    RequestSigner.of(SignatureFormat.CAVAGE_12, CLOCK)
        .sign(plain, body, key)
        .forEach((name, value) -> headers.put(name, List.of(value)));
    headers.put("Host", List.of("good.test"));
    return verifier.verify(
        SignableMessage.of(method, "https", "good.test", "/inbox?a=b", headers), body);
  }

  @Test
  void aRequestWithoutSignatureIsUnsigned() {
    TestRequest request = new TestRequest();
    assertThat(verifier.verify(request.message(), request.body)).isEqualTo(new Unsigned());
    assertThat(asked).isEmpty();
  }

  @Test
  void createdInPlaceOfTheDateIsAccepted() {
    TestRequest request = new TestRequest().hs2019(TestRequest.NOW - 60);
    request.headers.remove("date");
    assertThat(verify(request))
        .isInstanceOfSatisfying(
            Verified.class,
            verified ->
                assertThat(verified.created())
                    .isEqualTo(Instant.ofEpochSecond(TestRequest.NOW - 60)));
  }

  @Test
  void aSignatureLivesAsLongAsItsExpiryUpToTwelveHours() {
    TestRequest request = new TestRequest().hs2019(TestRequest.NOW - 11 * 3600);
    request.covered += " (expires)";
    request.parameters.put("expires", Long.toString(TestRequest.NOW + 60));
    assertThat(verify(request)).isInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sun, 01 Nov 2026 11:00:00 GMT", "Sun, 01 Nov 2026 13:00:00 GMT"})
  void R13_aClockOneHourOffIsForgiven(String date) {
    assertThat(verify(new TestRequest().set("date", date))).isInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "good.test",
        "GOOD.TEST",
        "good.test:443",
        "good.test:80",
        "social.good.test:8443"
      })
  void everyAuthorityOfThisServerIsAccepted(String host) {
    assertThat(verify(new TestRequest().set("host", host))).isInstanceOf(Verified.class);
  }

  @Test
  void J13_withoutHostHeaderTheAuthorityIsTheHost() {
    TestRequest request = new TestRequest().sign(TestKeys.RSA.getPrivate());
    request.headers.remove("host");
    assertThat(verifier.verify(request.message(), request.body)).isInstanceOf(Verified.class);
    SignableMessage elsewhere =
        SignableMessage.of("POST", "https", "evil.test", request.target, request.headers);
    assertThat(verifier.verify(elsewhere, request.body))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.reason()).isEqualTo(Reason.WRONG_HOST));
  }

  @Test
  void parametersMayBeSpacedQuotedAndUnknown() {
    TestRequest request = new TestRequest().hs2019(TestRequest.NOW).sign(TestKeys.RSA.getPrivate());
    String header = request.headers.get("signature").getFirst();
    request.set(
        "signature",
        "  nonce=\"x\" , "
            + header.replaceFirst("created=(\\d+)", "created=\"$1\"").replace(",", " ,  "));
    assertThat(verifier.verify(request.message(), request.body)).isInstanceOf(Verified.class);
  }

  @Test
  void severalValuesOfASignedHeaderAreJoined() {
    TestRequest request = new TestRequest().set("x-tag", "one", "two");
    request.covered += " x-tag";
    assertThat(verify(request)).isInstanceOf(Verified.class);
  }

  @Test
  void theKeyIsAskedForOnlyWhenEverythingElseHolds() {
    TestRequest request = new TestRequest().sign(TestKeys.RSA.getPrivate());
    request.body = new byte[0];
    assertThat(verifier.verify(request.message(), request.body)).isInstanceOf(Rejected.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void aChangedKeyIsFetchedOnceMore() {
    remembered = new KeyLookup.Found(TestKeys.verification(TestKeys.OTHER_RSA, KeyAlgorithm.RSA));
    assertThat(verify(new TestRequest())).isInstanceOf(Verified.class);
    assertThat(asked).containsExactly(TestRequest.KEY_ID, TestRequest.KEY_ID + " refresh");
  }

  @Test
  void aBadSignatureRefreshesTheKeyOnceAndShowsItsBase() {
    TestRequest request = new TestRequest().sign(TestKeys.OTHER_RSA.getPrivate());
    assertThat(verifier.verify(request.message(), request.body))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(Reason.BAD_SIGNATURE);
              assertThat(rejected.signatureBase()).contains(request.base());
            });
    assertThat(asked).containsExactly(TestRequest.KEY_ID, TestRequest.KEY_ID + " refresh");
  }

  @Test
  void aKeyThatIsGoneOnRefreshIsUnknown() {
    remembered = new KeyLookup.Found(TestKeys.verification(TestKeys.OTHER_RSA, KeyAlgorithm.RSA));
    fetched = new KeyLookup.Gone("410");
    assertThat(verify(new TestRequest()))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.reason()).isEqualTo(Reason.UNKNOWN_KEY));
  }

  @Test
  void aVerifierWithoutClockKeysOrHostsIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> SignatureVerifier.newBuilder().clock(CLOCK).skew(Duration.ZERO).build())
        .withMessageContaining("expectedHosts");
  }

  private Verification verify(TestRequest request) {
    request.sign(TestKeys.RSA.getPrivate());
    return verifier.verify(request.message(), request.body);
  }
}
