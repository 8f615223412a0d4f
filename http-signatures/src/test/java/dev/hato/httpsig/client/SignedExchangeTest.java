package dev.hato.httpsig.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.KeyLookup;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SignableMessage;
import dev.hato.httpsig.SignatureVerifier;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.Verification;
import dev.hato.httpsig.Verification.Verified;
import dev.hato.httpsig.VerificationKey;
import dev.hato.httpsig.client.Exchange.Answered;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignedExchangeTest {
  private static final String KEY_ID = "https://good.test/users/alice#main-key";
  private static final KeyPair PAIR = Keys.generateRsa(new SecureRandom());
  private static final SigningKey KEY = SigningKey.rsa(KEY_ID, PAIR.getPrivate());
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T12:00:00Z"));

  private final SafeHttpClient client =
      SafeHttpClient.newBuilder().addressPolicy(AddressPolicy.ANY).allowHttp(true).build();
  private final SignedExchange signed = new SignedExchange(client, CLOCK);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aDeliveryIsSignedForItsInbox() {
    try (RawServer server = RawServer.answering(RawServer.answer("202 Accepted", ""))) {
      byte[] body = "{\"type\":\"Follow\"}".getBytes(UTF_8);
      Exchange exchange =
          signed.post(server.url("/inbox?a=b"), "application/activity+json", body, KEY);
      assertThat(exchange).isInstanceOf(Answered.class);
      RawServer.Received request = server.requests().getFirst();
      assertThat(request.header("date")).containsExactly("Sun, 01 Nov 2026 12:00:00 GMT");
      assertThat(request.header("digest")).hasSize(1);
      assertThat(verify(request, server)).isInstanceOf(Verified.class);
    }
  }

  @Test
  void G4_aRedirectedHopIsSignedForItsOwnTarget() {
    try (RawServer second = RawServer.answering(RawServer.ok("{}"));
        RawServer first =
            RawServer.start(
                (request, out) ->
                    out.write(
                        (request.target().equals("/a")
                                ? RawServer.redirect(302, "/b")
                                : RawServer.redirect(301, second.url("/c?d=é")))
                            .getBytes(ISO_8859_1)))) {
      Exchange exchange = signed.get(first.url("/a"), "application/activity+json", KEY);
      assertThat(exchange)
          .isInstanceOfSatisfying(
              Answered.class,
              answer -> assertThat(answer.finalUrl()).startsWith(second.url("/c?d=")));
      assertThat(first.requests()).hasSize(2);
      for (RawServer.Received request : first.requests()) {
        assertThat(verify(request, first)).isInstanceOf(Verified.class);
      }
      assertThat(verify(second.requests().getFirst(), second)).isInstanceOf(Verified.class);
      assertThat(first.requests())
          .extracting(request -> request.header("signature").getFirst())
          .doesNotHaveDuplicates()
          .doesNotContain(second.requests().getFirst().header("signature").getFirst());
      assertThat(second.requests().getFirst().header("accept"))
          .containsExactly("application/activity+json");
    }
  }

  private static Verification verify(RawServer.Received request, RawServer server) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : List.of("host", "date", "digest", "signature")) {
      headers.put(name, request.header(name));
    }
    VerificationKey key =
        new VerificationKey(
            KEY_ID, "https://good.test/users/alice", PAIR.getPublic(), KeyAlgorithm.RSA);
    String method = request.requestLine().split(" ")[0];
    return SignatureVerifier.newBuilder()
        .clock(CLOCK)
        .expectedHosts(Set.of(server.authority()))
        .keys((keyId, refresh) -> new KeyLookup.Found(key))
        .build()
        .verify(
            SignableMessage.of(method, "http", server.authority(), request.target(), headers),
            request.body());
  }
}
