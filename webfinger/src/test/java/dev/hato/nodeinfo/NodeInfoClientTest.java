package dev.hato.nodeinfo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.client.AddressPolicy;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.nodeinfo.NodeInfoResult.Absent;
import dev.hato.nodeinfo.NodeInfoResult.Found;
import dev.hato.nodeinfo.NodeInfoResult.Unreachable;
import dev.hato.webfinger.ScriptedHost;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeInfoClientTest {
  private static final String DISCOVERY = "/.well-known/nodeinfo";

  private final SafeHttpClient http =
      SafeHttpClient.newBuilder().addressPolicy(AddressPolicy.ANY).allowHttp(true).build();
  private final NodeInfoClient client = NodeInfoClient.allowingHttp(http);
  private ScriptedHost host;
  private ScriptedHost other;

  @BeforeEach
  void start() throws IOException {
    host = new ScriptedHost();
    other = new ScriptedHost();
  }

  @AfterEach
  void stop() {
    host.close();
    other.close();
    http.close();
  }

  @Test
  void readsTheNewestVersionThatAHostOffers() {
    NodeInfo info = NodeInfo.newBuilder("hato", "1.0").build();
    NodeInfoEndpoint endpoint = new NodeInfoEndpoint(host.base(), () -> info);
    host.on(DISCOVERY, new String(endpoint.discovery().body(), UTF_8))
        .on("/nodeinfo/2.1", new String(endpoint.document("2.1").orElseThrow().body(), UTF_8));
    assertThat(client.fetch(host.authority())).isEqualTo(new Found(info));
    assertThat(host.requests()).containsExactly(DISCOVERY, "/nodeinfo/2.1");
  }

  @Test
  void followsAHostThatRedirectsToItsWebHost() {
    NodeInfo info = NodeInfo.newBuilder("hato", "1.0").build();
    NodeInfoEndpoint endpoint = new NodeInfoEndpoint(other.base(), () -> info);
    host.redirect(DISCOVERY, other.base() + DISCOVERY);
    other
        .on(DISCOVERY, new String(endpoint.discovery().body(), UTF_8))
        .on("/nodeinfo/2.1", new String(endpoint.document("2.1").orElseThrow().body(), UTF_8));
    assertThat(client.fetch(host.authority())).isEqualTo(new Found(info));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:application/json,{\"software\":{\"name\":\"x\"}}",
        "file:///etc/passwd",
        "http://OTHER/nodeinfo/2.0",
        "http://OTHER",
        "http://HOST@OTHER/nodeinfo/2.0",
        "//OTHER/nodeinfo/2.0",
        ""
      })
  void F09_linksThatLeadAwayAreNotFollowed(String href) {
    String link = href.replace("OTHER", other.authority()).replace("HOST", host.authority());
    host.on(
        DISCOVERY,
        "{\"links\":[{\"rel\":\"%s2.0\",\"href\":\"%s\"}]}"
            .formatted(NodeInfoJson.SCHEMA, link.replace("\"", "\\\"")));
    assertThat(client.fetch(host.authority())).isInstanceOf(Absent.class);
    assertThat(other.requests()).isEmpty();
    assertThat(host.requests()).hasSize(1);
  }

  @Test
  void tellsAbsentFromUnreachable() {
    assertThat(client.fetch(host.authority())).isInstanceOf(Absent.class);
    host.on(DISCOVERY, 502, "");
    assertThat(client.fetch(host.authority())).isInstanceOf(Unreachable.class);
    assertThat(client.fetch("no host/x")).isInstanceOf(Absent.class);
  }
}
