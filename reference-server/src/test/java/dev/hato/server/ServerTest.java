package dev.hato.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.server.config.ConfigException;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.config.SettingsReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerTest {
  @TempDir private Path folder;

  private HatoConfig config(String name, Map<String, String> more) {
    Map<String, String> flags = new HashMap<>();
    flags.put("http.port", "0");
    flags.put("domain", name + ".localhost");
    flags.put("data-dir", folder.resolve(name).toString());
    flags.put("metrics.bind", "127.0.0.1:0");
    flags.putAll(more);
    return HatoConfig.of(new SettingsReader().flags(flags).read());
  }

  private static String get(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  @Test
  void twoServersRunInOneJvmAndCloseForThemselves() throws Exception {
    try (Server one = Server.start(config("one", Map.of()), Surroundings.system());
        Server two = Server.start(config("two", Map.of()), Surroundings.system())) {
      assertThat(get("http://127.0.0.1:" + one.port() + "/health")).isEqualTo("OK");
      one.close();
      assertThat(get("http://127.0.0.1:" + two.port() + "/health")).isEqualTo("OK");
    }
  }

  @Test
  void theMetricsPageCountsRequestsAndQueues() throws Exception {
    try (Server server = Server.start(config("one", Map.of()), Surroundings.system())) {
      get("http://127.0.0.1:" + server.port() + "/health");
      String line = server.addresses().get(1);
      assertThat(line).startsWith("Metrics are on http://127.0.0.1:").endsWith("/metrics");
      String page = get(line.substring("Metrics are on ".length()));
      assertThat(page)
          .contains(
              "hato_http_requests_seconds_count{method=\"GET\",route=\"/health\",status=\"200\"} 1")
          .contains("hato_streaming_sockets 0.0");
    }
  }

  @Test
  void R25_theNamesInEveryIdCannotChange() throws Exception {
    Server.start(config("one", Map.of()), Surroundings.system()).close();
    assertThatThrownBy(
            () ->
                Server.start(
                    config("one", Map.of("domain", "other.localhost")), Surroundings.system()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "domain was one.localhost at the first start and cannot become other.localhost");
    Server.start(config("one", Map.of()), Surroundings.system()).close();
  }

  @Test
  void aPortThatIsTakenStopsTheStartAndLeavesNothingOpen() throws Exception {
    try (Server one = Server.start(config("one", Map.of()), Surroundings.system())) {
      Map<String, String> taken = Map.of("http.port", Integer.toString(one.port()));
      assertThatThrownBy(() -> Server.start(config("two", taken), Surroundings.system()))
          .hasMessageContaining(Integer.toString(one.port()));
    }
    Server.start(config("two", Map.of()), Surroundings.system()).close();
  }
}
