package dev.hato.httpsig.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.Exchange.Failed;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** J30: who the server must prove to be. */
class TlsTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final TestCertificates.Authority TRUSTED = TestCertificates.authority("Trusted");
  private static final TestCertificates.Authority OTHER = TestCertificates.authority("Other");

  @TempDir static Path folder;
  private static Path caFile;

  @BeforeAll
  static void writeCa() throws Exception {
    caFile = Files.writeString(folder.resolve("ca.pem"), TRUSTED.pem());
  }

  @Test
  void J30_anAddedAuthorityIsTrusted() {
    try (RawServer server = tls(TRUSTED.issue("good.test", DAY));
        SafeHttpClient client = trusting()) {
      assertThat(get(client, "good.test", server))
          .isInstanceOfSatisfying(
              Answered.class, answer -> assertThat(answer.status()).isEqualTo(200));
    }
  }

  @Test
  void J30_aCertificateForAnotherNameIsRefused() {
    try (RawServer server = tls(TRUSTED.issue("other.test", DAY));
        SafeHttpClient client = trusting()) {
      assertRefused(get(client, "good.test", server), server);
    }
  }

  @Test
  void J30_aCertificateWithTheNameInTheSubjectOnlyIsRefused() {
    try (RawServer server = tls(TRUSTED.issueWithoutAlternativeName("good.test"));
        SafeHttpClient client = trusting()) {
      assertRefused(get(client, "good.test", server), server);
    }
  }

  @Test
  void J30_anExpiredCertificateIsRefused() {
    try (RawServer server = tls(TRUSTED.issue("good.test", DAY.negated()));
        SafeHttpClient client = trusting()) {
      assertRefused(get(client, "good.test", server), server);
    }
  }

  @Test
  void J30_aCertificateOfAnUnknownAuthorityIsRefused() {
    try (RawServer server = tls(OTHER.issue("good.test", DAY));
        SafeHttpClient client = trusting()) {
      assertRefused(get(client, "good.test", server), server);
    }
  }

  @Test
  void J30_aSelfSignedCertificateIsRefused() {
    try (RawServer server = tls(TestCertificates.selfSigned("good.test"));
        SafeHttpClient client = trusting()) {
      assertRefused(get(client, "good.test", server), server);
    }
  }

  @Test
  void M56_withoutAnAddedAuthorityOnlyThoseOfTheJvmAreTrusted() {
    try (RawServer server = tls(TRUSTED.issue("good.test", DAY));
        SafeHttpClient client = builder().build()) {
      assertRefused(get(client, "good.test", server), server);
    }
  }

  @Test
  void F03_aRedirectFromHttpsToHttpIsRefused() {
    try (RawServer plain = RawServer.answering(RawServer.ok(""));
        RawServer server =
            tls(TRUSTED.issue("good.test", DAY), RawServer.redirect(302, plain.url("/")));
        SafeHttpClient client = builder().trustedCa(caFile).allowHttp(true).build()) {
      assertThat(get(client, "good.test", server))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> assertThat(failed.reason()).isEqualTo(FailureReason.REDIRECT_REFUSED));
      assertThat(plain.connections()).isZero();
    }
  }

  @Test
  void plainHttpOnATlsPortIsAFailureOfTls() {
    try (RawServer server =
            RawServer.start(
                (request, out) -> out.write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(ISO_8859_1)));
        SafeHttpClient client = builder().budgets(shortTls()).build()) {
      assertThat(get(client, "good.test", server))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> assertThat(failed.reason()).isIn(FailureReason.TLS, FailureReason.TIMEOUT));
    }
  }

  @Test
  void anUnusableFileOfAuthoritiesIsRefusedAtTheStart() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafeHttpClient.newBuilder().trustedCa(empty).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafeHttpClient.newBuilder().trustedCa(garbage).build());
    assertThatThrownBy(
            () -> SafeHttpClient.newBuilder().trustedCa(folder.resolve("none.pem")).build())
        .isInstanceOf(UncheckedIOException.class);
  }

  private static void assertRefused(Exchange exchange, RawServer server) {
    assertThat(exchange)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.reason()).isEqualTo(FailureReason.TLS));
    assertThat(server.requests()).isEmpty();
  }

  private static Budgets shortTls() {
    Duration second = Duration.ofSeconds(1);
    return new Budgets(second, second, second, second);
  }

  private static Exchange get(SafeHttpClient client, String host, RawServer server) {
    return client.send(SafeRequest.get("https://" + host + ":" + server.port() + "/").build());
  }

  private static SafeHttpClient trusting() {
    return builder().trustedCa(caFile).build();
  }

  private static SafeHttpClient.Builder builder() {
    return SafeHttpClient.newBuilder()
        .addressPolicy(AddressPolicy.ANY)
        .resolver(host -> List.of(InetAddress.getByName("127.0.0.1")));
  }

  private static RawServer tls(TestCertificates.Issued certificate) {
    return tls(certificate, RawServer.ok("x"));
  }

  private static RawServer tls(TestCertificates.Issued certificate, String answer) {
    return new RawServer(
        certificate.serverSocket(), (request, out) -> out.write(answer.getBytes(ISO_8859_1)));
  }
}
