package dev.hato.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Scopes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** A front door on a free port with the routes of one test, and ways to knock at it. */
final class Door implements AutoCloseable {
  static final String TOKEN = "alice-token";
  static final Instant NOW = Instant.parse("2026-01-02T03:04:00Z");

  /** Knows the tokens alice-token (read write), narrow-token (read:accounts) and app-token. */
  static final Authenticator PEOPLE =
      new Authenticator() {
        @Override
        public Optional<Caller> bearer(String token) {
          return Optional.ofNullable(
              Map.<String, Caller>of(
                      TOKEN,
                      new Caller.UserCaller(1, 1, 10, 5, Scopes.parse("read write")),
                      "narrow-token",
                      new Caller.UserCaller(1, 1, 11, 5, Scopes.parse("read:accounts")),
                      "app-token",
                      new Caller.AppCaller(5, Scopes.parse("read write")))
                  .get(token));
        }

        @Override
        public Optional<Caller.SessionCaller> session(HttpRequest request) {
          return request.cookie("session").map(id -> new Caller.SessionCaller(1, 1, 77));
        }

        @Override
        public boolean isStaff(Caller caller) {
          return false;
        }
      };

  private final HttpServer server;
  private final Path temporary;
  final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private Door(HttpServer server, Path temporary) {
    this.server = server;
    this.temporary = temporary;
  }

  static Door open(List<Route> routes) throws Exception {
    return open(routes, builder -> builder);
  }

  static Door open(List<Route> routes, UnaryOperator<HttpServer.Builder> change) throws Exception {
    Path temporary = Files.createTempDirectory("door");
    HttpServer.Builder builder =
        HttpServer.newBuilder()
            .address("127.0.0.1", 0)
            .baseUrl("https://hato.example")
            .routes(routes)
            .authenticator(PEOPLE)
            .rateLimits(RateLimits.off())
            .temporaryFolder(temporary)
            .random(RandomGenerator.of("L64X128MixRandom"));
    return new Door(change.apply(builder).build().start(), temporary);
  }

  static Route route(String method, String template, RouteHandler handler) {
    return route(method, template, Access.ANYONE, handler);
  }

  static Route route(String method, String template, Access access, RouteHandler handler) {
    return new Route(method, template, access, Privacy.PUBLIC, handler);
  }

  /** An HTTP answer in parts; header names in lower case, values of one name joined by a comma. */
  record Reply(int status, Map<String, String> headers, String body) {
    JsonNode json() {
      return Json.mapper().readTree(body);
    }

    String error() {
      assertThat(headers).containsEntry("content-type", "application/json; charset=utf-8");
      return json().get("error").asString();
    }
  }

  Reply get(String target, String... headers) throws Exception {
    return send("GET", target, new byte[0], headers);
  }

  Reply post(String target, String type, String body) throws Exception {
    return send("POST", target, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type);
  }

  /** Sends exactly this request on a connection of its own. */
  Reply send(String method, String target, byte[] body, String... headers) throws Exception {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: x\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.writeBytes(
        head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
    wire.writeBytes(body);
    return parse(raw(wire.toByteArray()));
  }

  /** Writes bytes and reads until the server closes, at most 20 s. */
  byte[] raw(byte[] request) throws IOException {
    try (Socket socket = connect()) {
      try {
        socket.getOutputStream().write(request);
      } catch (IOException e) {
        // The server may refuse and close before it has read all: its answer is still to be read.
      }
      return readAll(socket.getInputStream());
    }
  }

  String raw(String request) throws IOException {
    return new String(raw(request.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  static byte[] readAll(InputStream in) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (IOException e) {
      if (e instanceof java.net.SocketTimeoutException) {
        throw new AssertionError("The server did not close the connection", e);
      }
    }
    return all.toByteArray();
  }

  static Reply parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    assertThat(end).as("no answer in: " + text).isPositive();
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new java.util.HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.merge(
          lines[i].substring(0, colon).toLowerCase(java.util.Locale.ROOT),
          lines[i].substring(colon + 1).trim(),
          (a, b) -> a + ", " + b);
    }
    return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
  }

  URI uri(String target) {
    return URI.create("http://127.0.0.1:" + port() + target);
  }

  int port() {
    return server.port();
  }

  /** Files left over in the folder for uploads. */
  List<Path> leftOver() throws IOException {
    try (var files = Files.list(temporary)) {
      return new ArrayList<>(files.toList());
    }
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.close();
  }
}
