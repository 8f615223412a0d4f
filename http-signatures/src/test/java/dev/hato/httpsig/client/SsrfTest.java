package dev.hato.httpsig.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.Exchange.Failed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule L3: requests that try to reach what is inside. */
class SsrfTest {
  private static final AddressPolicy LOOPBACK_1 =
      address -> address.getHostAddress().equals("127.0.0.1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::7f00:1]",
        "[::]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "0.0.0.0",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
      })
  void F13_M44_M52_noSpellingOfLoopbackIsDialled(String host) {
    try (RawServer server = RawServer.answering(RawServer.ok("secret"));
        SafeHttpClient client = SafeHttpClient.newBuilder().allowHttp(true).build()) {
      for (String method : new String[] {"GET", "HEAD", "POST"}) {
        String url = "http://" + host + ":" + server.port() + "/";
        Exchange exchange = client.send(SafeRequest.newBuilder(method, url).build());
        assertThat(exchange)
            .isInstanceOfSatisfying(
                Failed.class,
                failed ->
                    assertThat(failed.reason())
                        .isIn(FailureReason.FORBIDDEN_ADDRESS, FailureReason.BAD_URL));
      }
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void K01_K10_aNameWithAPrivateAddressIsNotDialled() {
    try (RawServer server = RawServer.answering(RawServer.ok("secret"));
        SafeHttpClient client = client(AddressPolicy.PUBLIC_ONLY, "127.0.0.1")) {
      String url = "http://inside.test:" + server.port() + "/";
      assertThat(failure(client, SafeRequest.get(url))).isEqualTo(FailureReason.FORBIDDEN_ADDRESS);
      assertThat(failure(client, SafeRequest.post(url, "text/plain", new byte[1])))
          .isEqualTo(FailureReason.FORBIDDEN_ADDRESS);
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
  void M42_Y07_whateverIsAskedOfAnAddressThatAPeerNamedItIsCheckedBefore(String method) {
    try (RawServer server = RawServer.answering(RawServer.ok("secret"));
        SafeHttpClient client = client(AddressPolicy.PUBLIC_ONLY, "127.0.0.1")) {
      String url = "http://named.test:" + server.port() + "/webmention";
      assertThat(failure(client, SafeRequest.newBuilder(method, url)))
          .isEqualTo(FailureReason.FORBIDDEN_ADDRESS);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void K18_eachHopIsLookedUpAndCheckedAnew() {
    try (RawServer inner = RawServer.start("127.0.0.2", (request, out) -> out.write(1))) {
      String inside = "http://inside.test:" + inner.port() + "/";
      HostResolver resolver =
          host ->
              List.of(
                  InetAddress.getByName(host.equals("inside.test") ? "127.0.0.2" : "127.0.0.1"));
      try (RawServer outer = RawServer.answering(RawServer.redirect(302, inside));
          SafeHttpClient client =
              SafeHttpClient.newBuilder()
                  .addressPolicy(LOOPBACK_1)
                  .allowHttp(true)
                  .resolver(resolver)
                  .build()) {
        assertThat(
                failure(client, SafeRequest.get("http://preview.test:" + outer.port() + "/page")))
            .isEqualTo(FailureReason.FORBIDDEN_ADDRESS);
        assertThat(outer.requests()).hasSize(1);
        assertThat(inner.connections()).isZero();
      }
    }
  }

  @Test
  void Y05_aParameterStaysAParameter() {
    try (RawServer server = RawServer.answering(RawServer.ok("x"));
        SafeHttpClient client = client(LOOPBACK_1, "127.0.0.1")) {
      String target = "/proxy?url=http%3A%2F%2F10.0.0.1%2F%3Fa%26b%0D%0AX-Forged%3A%201&c=d";
      Exchange exchange =
          client.send(SafeRequest.get("http://peer.test:" + server.port() + target).build());
      assertThat(exchange).isInstanceOf(Answered.class);
      assertThat(server.requests().getFirst().target()).isEqualTo(target);
      assertThat(server.requests().getFirst().header("x-forged")).isEmpty();
    }
  }

  @Test
  void F01_oneForbiddenAddressAmongTheAnswersRefusesTheHost() {
    try (RawServer server = RawServer.answering(RawServer.ok("x"));
        SafeHttpClient client = client(LOOPBACK_1, "127.0.0.1", "169.254.169.254")) {
      assertThat(failure(client, SafeRequest.get("http://mixed.test:" + server.port() + "/")))
          .isEqualTo(FailureReason.FORBIDDEN_ADDRESS);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void Y06_F01_theCheckedAddressIsTheDialledOne() {
    AtomicInteger lookups = new AtomicInteger();
    HostResolver rebinding =
        host ->
            List.of(
                InetAddress.getByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2"));
    try (RawServer outside = RawServer.answering(RawServer.ok("outside"));
        SafeHttpClient client =
            SafeHttpClient.newBuilder()
                .addressPolicy(LOOPBACK_1)
                .allowHttp(true)
                .resolver(rebinding)
                .build()) {
      Exchange exchange =
          client.send(SafeRequest.get("http://rebind.test:" + outside.port() + "/").build());
      assertThat(exchange).isInstanceOf(Answered.class);
      assertThat(lookups).hasValue(1);
      assertThat(outside.requests().getFirst().header("host"))
          .containsExactly("rebind.test:" + outside.port());
    }
  }

  @Test
  void Y06_theSocketItselfRefusesAForbiddenAddress() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      CheckedSockets sockets = new CheckedSockets(AddressPolicy.PUBLIC_ONLY);
      try (Socket socket = sockets.createSocket()) {
        assertThatThrownBy(() -> socket.connect(server.getLocalSocketAddress()))
            .isInstanceOf(ForbiddenAddressException.class);
        assertThat(socket.isConnected()).isFalse();
      }
      try (Socket socket = sockets.createSocket()) {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("localhost", 1);
        assertThatThrownBy(() -> socket.connect(unresolved, 10))
            .isInstanceOf(ForbiddenAddressException.class);
      }
      InetAddress loopback = server.getInetAddress();
      int port = server.getLocalPort();
      assertThatThrownBy(() -> sockets.createSocket("127.0.0.1", port))
          .isInstanceOf(ForbiddenAddressException.class);
      assertThatThrownBy(() -> sockets.createSocket(loopback, port))
          .isInstanceOf(ForbiddenAddressException.class);
    }
  }

  @Test
  void atMostFourAddressesAreTriedAndBothFamiliesAmongThem() throws Exception {
    List<InetAddress> answers = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      answers.add(InetAddress.getByName("8.8.8." + i));
    }
    try (CheckedDns dns = dns(answers)) {
      assertThat(dns.lookup("four.test")).containsExactlyElementsOf(answers.subList(0, 4));
    }
    answers.add(InetAddress.getByName("2606:4700::1"));
    try (CheckedDns dns = dns(answers)) {
      assertThat(dns.lookup("mostly4.test")).hasSize(4).contains(answers.get(5));
    }
    answers.add(InetAddress.getByName("2606:4700::2"));
    answers.add(InetAddress.getByName("2606:4700::3"));
    try (CheckedDns dns = dns(answers)) {
      assertThat(dns.lookup("both.test"))
          .containsExactly(answers.get(0), answers.get(1), answers.get(5), answers.get(6));
    }
  }

  @Test
  void anUnknownNameIsAFailureOfDns() {
    try (SafeHttpClient client =
        SafeHttpClient.newBuilder()
            .resolver(
                host -> {
                  throw new UnknownHostException(host);
                })
            .build()) {
      assertThat(failure(client, SafeRequest.get("https://nowhere.test/")))
          .isEqualTo(FailureReason.DNS);
    }
  }

  private static CheckedDns dns(List<InetAddress> answers) {
    return new CheckedDns(
        host -> List.copyOf(answers), AddressPolicy.PUBLIC_ONLY, Duration.ofSeconds(3));
  }

  private static SafeHttpClient client(AddressPolicy policy, String... addresses) {
    return SafeHttpClient.newBuilder()
        .addressPolicy(policy)
        .allowHttp(true)
        .resolver(
            host -> {
              List<InetAddress> answers = new ArrayList<>();
              for (String address : addresses) {
                answers.add(InetAddress.getByName(address));
              }
              return answers;
            })
        .build();
  }

  private static FailureReason failure(SafeHttpClient client, SafeRequest.Builder request) {
    Exchange exchange = client.send(request.build());
    assertThat(exchange).isInstanceOf(Failed.class);
    return ((Failed) exchange).reason();
  }
}
