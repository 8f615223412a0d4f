package dev.hato.httpsig.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.Exchange.Failed;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy that the operator chose. */
class ProxyTest {
  @Test
  void theProxyIsAskedForTheWholeAddress() {
    try (RawServer proxy = RawServer.answering(RawServer.ok("x"));
        SafeHttpClient client = client(proxy)) {
      assertThat(client.send(SafeRequest.get("http://peer.test/a?b").build()))
          .isInstanceOf(Answered.class);
      assertThat(proxy.requests().getFirst().requestLine())
          .isEqualTo("GET http://peer.test/a?b HTTP/1.1");
      assertThat(proxy.requests().getFirst().header("host")).containsExactly("peer.test");
    }
  }

  @Test
  void forHttpsTheProxyIsAskedForATunnel() {
    try (RawServer proxy = RawServer.answering(RawServer.answer("403 Forbidden", ""));
        SafeHttpClient client = client(proxy)) {
      assertThat(client.send(SafeRequest.get("https://peer.test/").build()))
          .isInstanceOf(Failed.class);
      assertThat(proxy.requests().getFirst().requestLine())
          .isEqualTo("CONNECT peer.test:443 HTTP/1.1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "169.254.169.254", "0.0.0.0", "[::]"})
  void M34_M43_M44_theProxyIsNotAskedForInnerAddresses(String host) {
    try (RawServer proxy = RawServer.answering(RawServer.ok("secret"));
        SafeHttpClient client = client(proxy)) {
      assertThat(client.send(SafeRequest.get("http://" + host + "/").build()))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> assertThat(failed.reason()).isEqualTo(FailureReason.FORBIDDEN_ADDRESS));
      assertThat(proxy.connections()).isZero();
    }
  }

  @Test
  void F10_aRedirectToAnInnerAddressIsNotAskedFor() {
    try (RawServer proxy = RawServer.answering(RawServer.redirect(302, "http://10.0.0.1/secret"));
        SafeHttpClient client = client(proxy)) {
      assertThat(client.send(SafeRequest.get("http://peer.test/").build()))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> assertThat(failed.reason()).isEqualTo(FailureReason.FORBIDDEN_ADDRESS));
      assertThat(proxy.requests()).hasSize(1);
    }
  }

  @Test
  void aProxyWithoutAddressIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SafeHttpClient.newBuilder()
                    .proxy(InetSocketAddress.createUnresolved("proxy.test", 3128)));
  }

  private static SafeHttpClient client(RawServer proxy) {
    return SafeHttpClient.newBuilder()
        .allowHttp(true)
        .proxy(new InetSocketAddress("127.0.0.1", proxy.port()))
        .build();
  }
}
