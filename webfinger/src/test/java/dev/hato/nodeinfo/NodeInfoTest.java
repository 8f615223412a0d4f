package dev.hato.nodeinfo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.webfinger.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NodeInfoTest {
  private final NodeInfo info =
      NodeInfo.newBuilder("hato", "1.2.3")
          .repository("https://example.org/source")
          .openRegistrations(true)
          .usage(new NodeInfo.Usage(3, 2, 3, 40))
          .features(List.of("emoji_reaction", "custom_emoji_reactions"))
          .upstream("mastodon", "4.4.0")
          .build();
  private final NodeInfoEndpoint endpoint = new NodeInfoEndpoint("https://example.org", () -> info);

  @Test
  void discoveryLeadsToBothVersions() {
    assertThat(new String(endpoint.discovery().body(), UTF_8))
        .isEqualTo(
            "{\"links\":["
                + "{\"rel\":\"http://nodeinfo.diaspora.software/ns/schema/2.0\","
                + "\"href\":\"https://example.org/nodeinfo/2.0\"},"
                + "{\"rel\":\"http://nodeinfo.diaspora.software/ns/schema/2.1\","
                + "\"href\":\"https://example.org/nodeinfo/2.1\"}]}");
    assertThat(NodeInfoJson.newest(endpoint.discovery().body()))
        .contains("https://example.org/nodeinfo/2.1");
  }

  @Test
  void documentSurvivesTheWire() {
    Answer answer = endpoint.document("2.1").orElseThrow();
    assertThat(answer.headers().get("Content-Type"))
        .isEqualTo(
            "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.1#\";"
                + " charset=utf-8");
    assertThat(NodeInfo.parse(answer.body())).contains(info);
  }

  @Test
  void version20HasNoRepository() {
    NodeInfo read = NodeInfo.parse(endpoint.document("2.0").orElseThrow().body()).orElseThrow();
    assertThat(read.software()).isEqualTo(new NodeInfo.Software("hato", "1.2.3", "", ""));
    assertThat(endpoint.document("1.0")).isEmpty();
  }

  @Test
  void fedibirdFindsTheFeaturesAndTheUpstream() {
    assertThat(info.features()).contains("emoji_reaction", "custom_emoji_reactions");
    assertThat(info.metadata())
        .containsEntry("upstream", Map.of("name", "mastodon", "version", "4.4.0"));
  }

  @Test
  void oddDocumentsAreReadAsFarAsTheyGo() {
    String odd =
        """
        {"software":{"name":"odd","version":7},"protocols":["activitypub",1],"usage":[],
         "openRegistrations":"yes","metadata":{"features":"none","x":null}}""";
    NodeInfo read = NodeInfo.parse(odd.getBytes(UTF_8)).orElseThrow();
    assertThat(read.software().version()).isEmpty();
    assertThat(read.protocols()).containsExactly("activitypub");
    assertThat(read.usage()).isEqualTo(NodeInfo.Usage.NONE);
    assertThat(read.features()).isEmpty();
    assertThat(NodeInfo.parse("[]".getBytes(UTF_8))).isEmpty();
    assertThat(NodeInfo.parse("{".getBytes(UTF_8))).isEmpty();
  }
}
