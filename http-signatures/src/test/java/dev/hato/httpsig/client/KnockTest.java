package dev.hato.httpsig.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.SignatureManners.Manner;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signature format a peer is asked in, and what is remembered of its answers. */
class KnockTest {
  private static final byte[] BODY = "{}".getBytes(UTF_8);
  private static final SigningKey KEY =
      SigningKey.rsa(
          "https://good.test/users/alice#main-key",
          Keys.generateRsa(new SecureRandom()).getPrivate());

  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private final SafeHttpClient client =
      SafeHttpClient.newBuilder().addressPolicy(AddressPolicy.ANY).allowHttp(true).build();

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @EnumSource(SignatureFormat.class)
  void theChosenFormatComesFirstAndAloneWhereItIsTaken(SignatureFormat format) {
    SignedExchange exchange = new SignedExchange(client, () -> now, format);
    try (RawServer server = taking(request -> isRfc9421(request) == isRfc9421(format), 401)) {
      assertThat(post(exchange, server)).isEqualTo(202);
      assertThat(post(exchange, server)).isEqualTo(202);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401})
  void theOtherFormatIsTriedAndRemembered(int status) {
    for (SignatureFormat first : SignatureFormat.values()) {
      SignedExchange exchange = new SignedExchange(client, () -> now, first);
      try (RawServer server = taking(request -> isRfc9421(request) != isRfc9421(first), status)) {
        assertThat(post(exchange, server)).isEqualTo(202);
        assertThat(server.requests()).hasSize(2);
        assertThat(post(exchange, server)).isEqualTo(202);
        assertThat(exchange.get(server.url("/actor"), "*/*", KEY)).isInstanceOf(Answered.class);
        assertThat(server.requests()).hasSize(4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410, 429, 500, 503})
  void otherAnswersAreFinal(int status) {
    SignedExchange exchange = new SignedExchange(client, () -> now);
    try (RawServer server = taking(request -> false, status)) {
      assertThat(post(exchange, server)).isEqualTo(status);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void whoTakesNeitherIsNotAskedTwiceAgainForAnHour() {
    SignedExchange exchange = new SignedExchange(client, () -> now);
    try (RawServer server = taking(request -> false, 401)) {
      assertThat(post(exchange, server)).isEqualTo(401);
      assertThat(server.requests()).hasSize(2);
      assertThat(post(exchange, server)).isEqualTo(401);
      assertThat(server.requests()).hasSize(3);
      now = now.plus(SignatureManners.PAUSE);
      assertThat(post(exchange, server)).isEqualTo(401);
      assertThat(server.requests()).hasSize(5);
    }
  }

  @Test
  void aPeerThatChangesItsMindIsFollowed() {
    SignedExchange exchange = new SignedExchange(client, () -> now);
    boolean[] wantsRfc9421 = {true};
    try (RawServer server = taking(request -> isRfc9421(request) == wantsRfc9421[0], 401)) {
      assertThat(post(exchange, server)).isEqualTo(202);
      wantsRfc9421[0] = false;
      assertThat(post(exchange, server)).isEqualTo(202);
      assertThat(server.requests()).hasSize(4);
      assertThat(post(exchange, server)).isEqualTo(202);
      assertThat(server.requests()).hasSize(5);
    }
  }

  @Test
  void anAcceptSignatureIsFulfilledAndRemembered() {
    SignedExchange exchange = new SignedExchange(client, () -> now, SignatureFormat.RFC_9421);
    Predicate<RawServer.Received> asWished =
        request ->
            isRfc9421(request)
                && request.header("signature-input").getFirst().contains("\"content-type\"");
    try (RawServer server =
        taking(
            asWished,
            401,
            "Accept-Signature: a=(\"@method\" \"content-type\");created;tag=\"t\"")) {
      assertThat(post(exchange, server)).isEqualTo(202);
      assertThat(server.requests().get(1).header("signature-input").getFirst())
          .startsWith("a=(\"@method\" \"@target-uri\" \"content-digest\" \"content-type\")")
          .endsWith(";tag=\"t\"");
      assertThat(post(exchange, server)).isEqualTo(202);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void aKeyThatDraftCavageDoesNotKnowSignsAsRfc9421() throws Exception {
    SigningKey p256 = new SigningKey(KEY.keyId(), p256(), KeyAlgorithm.P256);
    SignedExchange exchange = new SignedExchange(client, () -> now);
    try (RawServer server = taking(KnockTest::isRfc9421, 401)) {
      assertThat(exchange.post(server.url("/inbox"), "text/plain", BODY, p256))
          .isInstanceOfSatisfying(Answered.class, it -> assertThat(it.status()).isEqualTo(202));
      assertThat(server.requests()).hasSize(1);
    }
    try (RawServer server = taking(request -> false, 401)) {
      exchange.post(server.url("/inbox"), "text/plain", BODY, p256);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void G4_theSecondKnockIsForTheHopThatRefused() {
    SignedExchange exchange = new SignedExchange(client, () -> now);
    try (RawServer second = taking(KnockTest::isRfc9421, 401);
        RawServer first = RawServer.answering(RawServer.redirect(302, second.url("/there")))) {
      assertThat(exchange.get(first.url("/here"), "*/*", KEY))
          .isInstanceOfSatisfying(Answered.class, it -> assertThat(it.status()).isEqualTo(202));
      assertThat(first.requests()).hasSize(2).noneMatch(KnockTest::isRfc9421);
      assertThat(second.requests()).hasSize(2);
      assertThat(isRfc9421(second.requests().getLast())).isTrue();
    }
  }

  @Test
  void F12_theMemoryOfOriginsIsBounded() {
    SignatureManners manners = new SignatureManners(SignatureFormat.CAVAGE_12);
    Manner other = Manner.of(SignatureFormat.RFC_9421);
    for (int port = 0; port < SignatureManners.CAPACITY + 1000; port++) {
      manners.accepted("https://many.test:" + port, other);
      manners.refusedBoth("https://none.test:" + port, now);
    }
    assertThat(manners.size()).isEqualTo(SignatureManners.CAPACITY);
    assertThat(manners.mayKnockTwice("https://none.test:" + SignatureManners.CAPACITY, now))
        .isFalse();
    assertThat(
            manners.mayKnockTwice(
                "https://none.test:" + SignatureManners.CAPACITY, now.plus(Duration.ofHours(2))))
        .isTrue();
  }

  private static int post(SignedExchange exchange, RawServer server) {
    return ((Answered) exchange.post(server.url("/inbox"), "text/plain", BODY, KEY)).status();
  }

  private static boolean isRfc9421(SignatureFormat format) {
    return format == SignatureFormat.RFC_9421;
  }

  private static boolean isRfc9421(RawServer.Received request) {
    return !request.header("signature-input").isEmpty();
  }

  private static RawServer taking(
      Predicate<RawServer.Received> accepted, int otherwise, String... headers) {
    return RawServer.start(
        (request, out) ->
            out.write(
                (accepted.test(request)
                        ? RawServer.answer("202 Accepted", "")
                        : RawServer.answer(otherwise + " No", "", headers))
                    .getBytes(ISO_8859_1)));
  }

  private static PrivateKey p256() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair().getPrivate();
  }
}
