package dev.hato.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.Server;
import dev.hato.server.Surroundings;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.config.SettingsReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin's commands beside a running server with the embedded database. */
final class AdminCommandsTest {
  @TempDir private static Path folder;

  private static Map<String, String> flags;
  private static Server server;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    flags = flags(folder.resolve("one"), freePort());
    server =
        Server.start(
            HatoConfig.of(new SettingsReader().flags(flags).read()), Surroundings.system());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Map<String, String> flags(Path data, int port) {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("http.port", Integer.toString(port));
    flags.put("data-dir", data.toString());
    flags.put("metrics.bind", "");
    flags.put("federation.allow-private-addresses", "true");
    return flags;
  }

  private int run(Map<String, String> with, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    with.forEach((key, value) -> all.add("--" + key + "=" + value));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), Map.of(), folder);
    return Hato.run(console, all.toArray(String[]::new));
  }

  @Test
  void anAccountAndItsTokenAreMadeBesideTheServer() throws Exception {
    assertThat(
            run(
                flags,
                "accounts",
                "create",
                "alice",
                "--email",
                "alice@example.com",
                "--role",
                "owner",
                "--confirmed"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().strip()).as("the password").matches("\\S{16,}");
    assertThat(run(flags, "accounts", "create", "alice", "--email", "b@example.com")).isEqualTo(1);
    assertThat(err.toString()).startsWith("hato: ").hasLineCount(1);
    assertThat(
            run(flags, "accounts", "create", "bob", "--email", "c@example.com", "--role", "king"))
        .isNotZero();

    assertThat(run(flags, "tokens", "create", "alice")).isZero();
    String token = out.toString().strip();
    assertThat(token).matches("[A-Za-z0-9_-]{20,}");
    assertThat(get("/api/v1/accounts/verify_credentials", token))
        .contains("\"username\":\"alice\"");
    assertThat(run(flags, "tokens", "create", "nobody")).isEqualTo(1);
    assertThat(run(flags, "tokens", "create", "alice", "--scopes", "dance")).isEqualTo(1);
    assertThat(err.toString()).contains("dance");
    assertThat(run(flags, "tokens", "create")).isEqualTo(2);

    lookUps();
  }

  /** Another server's commands ask the running one. */
  private void lookUps() throws Exception {
    Map<String, String> other = flags(folder.resolve("two"), freePort());
    String host = "localhost:" + server.port();
    assertThat(run(other, "lookup", "@alice@" + host)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("http://" + host + "/users/alice", "Person");
    assertThat(run(other, "lookup", "http://" + host + "/users/alice")).isZero();
    assertThat(run(other, "lookup", "http://" + host + "/users/nobody")).isEqualTo(1);
    assertThat(run(other, "lookup", "nonsense")).isEqualTo(2);
    assertThat(err.toString()).startsWith("hato: nonsense is neither");

    assertThat(run(other, "webfinger", "alice@" + host)).isZero();
    assertThat(out.toString())
        .contains("subject    alice@" + host, "actor      http://" + host + "/users/alice");
    assertThat(run(other, "webfinger", "nobody@" + host)).isEqualTo(1);
    assertThat(err.toString()).contains(host + " knows no nobody@");
    assertThat(run(other, "webfinger", "nonsense")).isEqualTo(2);

    assertThat(run(other, "nodeinfo", host)).isZero();
    assertThat(out.toString()).contains("software   hato ", "protocols  activitypub");
    assertThat(run(other, "nodeinfo", "localhost:" + freePort())).isEqualTo(1);
    assertThat(err.toString()).contains("cannot be reached now");
  }

  @Test
  void everyQueueHasALine() {
    assertThat(run(flags, "queues")).isZero();
    assertThat(out.toString()).contains("default", "deliver", "waiting", "latency", "per s");
  }

  @Test
  void theQueuesCanBeWatched() {
    assertThat(run(flags, "queues", "--watch=1", "--times=2")).isZero();
    assertThat(out.toString().lines().filter(line -> line.startsWith("deliver"))).hasSize(2);
    assertThat(run(flags, "queues", "--watch=0")).isEqualTo(1);
    assertThat(err.toString()).contains("--watch takes 1 to 3600 seconds, not 0");
  }

  private static String get(String path, String token) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.body();
    }
  }
}
