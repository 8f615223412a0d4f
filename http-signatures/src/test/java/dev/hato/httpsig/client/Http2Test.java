package dev.hato.httpsig.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.Exchange.Failed;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 where the peer speaks it, with the same limits. */
class Http2Test {
  private static final TestCertificates.Authority TRUSTED = TestCertificates.authority("Trusted");

  @TempDir Path folder;
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.useHttps(TRUSTED.issue("good.test", Duration.ofDays(1)).context().getSocketFactory());
    server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    server.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requestsShareOneConnection() throws Exception {
    try (SafeHttpClient client = client()) {
      for (int i = 0; i < 3; i++) {
        server.enqueue(new MockResponse.Builder().body("hello").build());
        assertThat(client.send(SafeRequest.post(url(), "text/plain", new byte[] {1}).build()))
            .isInstanceOfSatisfying(
                Answered.class,
                answer -> {
                  assertThat(answer.status()).isEqualTo(200);
                  assertThat(answer.body()).asString(UTF_8).isEqualTo("hello");
                });
        RecordedRequest request = server.takeRequest();
        assertThat(request.getVersion()).isEqualTo("HTTP/2");
        assertThat(request.getExchangeIndex()).isEqualTo(i);
      }
    }
  }

  @Test
  void J31_theLimitOfBytesHolds() {
    server.enqueue(
        new MockResponse.Builder().chunkedBody(new Buffer().write(new byte[200]), 50).build());
    try (SafeHttpClient client = client()) {
      assertThat(client.send(SafeRequest.get(url()).maxBytes(100).build()))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> assertThat(failed.reason()).isEqualTo(FailureReason.TOO_LARGE));
    }
  }

  private String url() {
    return "https://good.test:" + server.getPort() + "/";
  }

  private SafeHttpClient client() {
    try {
      return SafeHttpClient.newBuilder()
          .addressPolicy(AddressPolicy.ANY)
          .resolver(host -> List.of(InetAddress.getByName("127.0.0.1")))
          .trustedCa(Files.writeString(folder.resolve("ca.pem"), TRUSTED.pem()))
          .build();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
