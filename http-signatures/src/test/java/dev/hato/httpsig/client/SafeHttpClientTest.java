package dev.hato.httpsig.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.Exchange.Failed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHttpClientTest {
  private final SafeHttpClient client =
      SafeHttpClient.newBuilder()
          .addressPolicy(AddressPolicy.ANY)
          .allowHttp(true)
          .userAgent("Test/1")
          .build();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void anAnswerOfAnyStatusIsAnswered() {
    try (RawServer server =
        RawServer.answering(RawServer.answer("404 Not Found", "gone", "X-A: 1", "X-A: 2"))) {
      Answered answer = answered(SafeRequest.get(server.url("/a?b=c")));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.isSuccess()).isFalse();
      assertThat(answer.body()).asString(UTF_8).isEqualTo("gone");
      assertThat(answer.headers().get("x-A")).containsExactly("1", "2");
      assertThat(answer.header("X-a")).contains("1");
      assertThat(answer.finalUrl()).isEqualTo(server.url("/a?b=c"));
    }
  }

  @Test
  void theRequestIsSentAsItWasBuilt() {
    try (RawServer server = RawServer.answering(RawServer.answer("202 Accepted", ""))) {
      byte[] body = "{}".getBytes(UTF_8);
      answered(SafeRequest.post(server.url("/inbox"), "application/activity+json", body));
      RawServer.Received request = server.requests().getFirst();
      assertThat(request.requestLine()).isEqualTo("POST /inbox HTTP/1.1");
      assertThat(request.body()).isEqualTo(body);
      assertThat(request.header("host")).containsExactly(server.authority());
      assertThat(request.header("content-type")).containsExactly("application/activity+json");
      assertThat(request.header("user-agent")).containsExactly("Test/1");
      assertThat(request.header("accept-encoding")).containsExactly("gzip");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "DELETE", "PUT", "PATCH", "POST"})
  void everyMethodWorksWithoutABody(String method) {
    try (RawServer server = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
      assertThat(answered(SafeRequest.newBuilder(method, server.url("/"))).status()).isEqualTo(204);
      assertThat(server.requests().getFirst().requestLine()).isEqualTo(method + " / HTTP/1.1");
    }
  }

  @Test
  void M9_oddUrlsLeaveNothingOnTheWire() {
    try (RawServer server = RawServer.answering(RawServer.ok("x"))) {
      for (String tail : new String[] {"/\r\nX-Injected: 1", "/ HTTP/1.1", "/#a", "/\\a"}) {
        assertThat(failed(SafeRequest.get(server.url(tail)))).isEqualTo(FailureReason.BAD_URL);
      }
      String withUser = server.url("/").replace("//", "//user@");
      assertThat(failed(SafeRequest.get(withUser))).isEqualTo(FailureReason.BAD_URL);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void M9_headersThatCouldForgeALineAreRefusedWhenBuilt() {
    for (String value : new String[] {"a\r\nX-Injected: 1", "a\nb", "\u0000", "é"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SafeRequest.get("https://good.test/").header("Accept", value));
    }
    for (String name : new String[] {"", "a b", "a\r\nb", "Host", "content-length", "Connection"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SafeRequest.get("https://good.test/").header(name, "x"));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafeRequest.newBuilder("GET / HTTP/1.1\r\n", "https://good.test/"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafeRequest.get("https://good.test/").body(new byte[1]).build());
  }

  @Test
  void aRefusedConnectionIsAFailureToConnect() throws IOException {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0)) {
      freePort = socket.getLocalPort();
    }
    assertThat(failed(SafeRequest.get("http://127.0.0.1:" + freePort + "/")))
        .isEqualTo(FailureReason.CONNECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello\r\n\r\n", "HTTP/1.1 two hundred\r\n\r\n"})
  void whatIsNotHttpIsAnIoFailure(String answer) {
    try (RawServer server =
        RawServer.start(
            (request, out) -> {
              out.write(answer.getBytes(ISO_8859_1));
              throw new IOException("close the connection");
            })) {
      assertThat(failed(SafeRequest.get(server.url("/")))).isEqualTo(FailureReason.IO);
    }
  }

  @Test
  void connectionsAreKeptAndReused() {
    try (RawServer server = RawServer.answering(RawServer.ok("x"))) {
      for (int i = 0; i < 5; i++) {
        answered(SafeRequest.get(server.url("/" + i)));
      }
      assertThat(server.requests()).hasSize(5);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void manyVirtualThreadsShareAClient() throws Exception {
    try (RawServer server =
            RawServer.start(
                (request, out) -> out.write(RawServer.ok(request.target()).getBytes(ISO_8859_1)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answered>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String url = server.url("/" + i);
        answers.add(threads.submit(() -> answered(SafeRequest.get(url))));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(answers.get(i).get().body()).asString(UTF_8).isEqualTo("/" + i);
      }
    }
  }

  @Test
  void smallWritesAreSentAtOnce() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Socket socket = new CheckedSockets(AddressPolicy.ANY).createSocket()) {
      socket.connect(server.getLocalSocketAddress());
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }

  @Test
  void theProxyOfTheEnvironmentIsNotUsed() {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(new DeadProxy());
    try (RawServer server = RawServer.answering(RawServer.ok("x"));
        SafeHttpClient fresh =
            SafeHttpClient.newBuilder().addressPolicy(AddressPolicy.ANY).allowHttp(true).build()) {
      assertThat(fresh.send(SafeRequest.get(server.url("/")).build())).isInstanceOf(Answered.class);
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  private Answered answered(SafeRequest.Builder request) {
    Exchange exchange = client.send(request.build());
    assertThat(exchange).isInstanceOf(Answered.class);
    return (Answered) exchange;
  }

  private FailureReason failed(SafeRequest.Builder request) {
    Exchange exchange = client.send(request.build());
    assertThat(exchange).isInstanceOf(Failed.class);
    return ((Failed) exchange).reason();
  }

  private static final class DeadProxy extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 1)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      throw new AssertionError("the proxy was asked for " + uri);
    }
  }
}
