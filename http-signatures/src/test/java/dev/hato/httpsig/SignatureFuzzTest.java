package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hato.httpsig.Verification.Unsigned;
import dev.hato.httpsig.Verification.Verified;
import dev.hato.httpsig.structured.FieldParser;
import dev.hato.httpsig.structured.FieldSyntaxException;
import dev.hato.httpsig.structured.FieldWriter;
import dev.hato.httpsig.structured.Member;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What anybody may write into the headers of signatures: read or refused, never an exception, and
 * never believed. The build runs the kept inputs; {@code build/fuzz} looks for more.
 */
class SignatureFuzzTest {
  private static final SignatureVerifier VERIFIER =
      SignatureVerifier.newBuilder()
          .clock(InstantSource.fixed(Instant.ofEpochSecond(TestRequest.NOW)))
          .expectedHosts(Set.of("good.test"))
          .keys((keyId, refresh) -> new KeyLookup.Found(TestKeys.rsa()))
          .build();

  @FuzzTest
  void aStructuredFieldIsReadAndWrittenTheSameAgainOrRefused(FuzzedDataProvider data)
      throws FieldSyntaxException {
    String text = data.consumeRemainingAsString();
    Map<String, Member> dictionary;
    List<Member> list;
    try {
      dictionary = FieldParser.dictionary(text);
    } catch (FieldSyntaxException e) {
      dictionary = Map.of();
    }
    try {
      list = FieldParser.list(text);
    } catch (FieldSyntaxException e) {
      list = List.of();
    }
    String first = FieldWriter.write(dictionary);
    assertThat(FieldWriter.write(FieldParser.dictionary(first))).isEqualTo(first);
    String second = FieldWriter.write(list);
    assertThat(FieldWriter.write(FieldParser.list(second))).isEqualTo(second);
  }

  @FuzzTest
  void aDraftCavageHeaderIsNeverBelieved(FuzzedDataProvider data) {
    TestRequest request = new TestRequest();
    request.target = "/" + data.consumeString(40);
    request.set("host", data.consumeBoolean() ? "good.test" : data.consumeString(40));
    request.set("signature", data.consumeRemainingAsString());
    assertThat(VERIFIER.verify(request.message(), request.body)).isNotInstanceOf(Verified.class);
  }

  @FuzzTest
  void headersOfRfc9421AreNeverBelieved(FuzzedDataProvider data) {
    Rfc9421Request request = new Rfc9421Request();
    request.target = "/" + data.consumeString(40);
    request.set("content-digest", data.consumeString(80));
    request.set("signature", data.consumeString(400));
    request.set("signature-input", data.consumeRemainingAsString());
    assertThat(VERIFIER.verify(request.message(), request.body))
        .isNotInstanceOf(Verified.class)
        .isNotInstanceOf(Unsigned.class);
  }

  @FuzzTest
  void aWishOfAPeerNeverStopsASignature(FuzzedDataProvider data) {
    SigningKey key = SigningKey.rsa(TestRequest.KEY_ID, TestKeys.RSA.getPrivate());
    SignableMessage plain =
        SignableMessage.of("POST", "https", "good.test", "/inbox?a=b", Map.of());
    AcceptSignature.parse(List.of(data.consumeRemainingAsString()))
        .ifPresent(
            wish -> {
              Map<String, List<String>> headers = new HashMap<>();
              headers.put("host", List.of("good.test"));
              RequestSigner.of(wish, InstantSource.fixed(Instant.ofEpochSecond(TestRequest.NOW)))
                  .sign(plain, TestRequest.BODY, key)
                  .forEach((name, value) -> headers.put(name, List.of(value)));
              SignableMessage signed =
                  SignableMessage.of("POST", "https", "good.test", "/inbox?a=b", headers);
              assertThat(VERIFIER.verify(signed, TestRequest.BODY)).isInstanceOf(Verified.class);
            });
  }

  @FuzzTest
  void aKeyIsReadOrUnusable(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    assertThat(KeyLookup.fromPem("k", "c", text)).isNotInstanceOf(KeyLookup.Unreachable.class);
    assertThat(KeyLookup.fromMultikey("k", "c", text)).isNotInstanceOf(KeyLookup.Gone.class);
  }
}
