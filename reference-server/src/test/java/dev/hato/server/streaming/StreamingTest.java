package dev.hato.server.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.http.Authenticator;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpServer;
import dev.hato.server.http.RateLimits;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.server.kernel.Scopes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamingTest {
  private static final Duration BEAT = Duration.ofMillis(200);

  @TempDir private Path folder;

  private final LocalStreamBus bus = new LocalStreamBus();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final HttpClient client = HttpClient.newHttpClient();
  private Streaming streaming;
  private HttpServer server;

  private final class People implements Authenticator {
    private final Map<String, Caller> callers =
        Map.of(
            "alice", new Caller.UserCaller(1, 1, 10, 5, Scopes.parse("read")),
            "bob", new Caller.UserCaller(2, 2, 20, 5, Scopes.parse("read")),
            "poster", new Caller.UserCaller(1, 1, 11, 5, Scopes.parse("write")),
            "app", new Caller.AppCaller(5, Scopes.parse("read")));

    @Override
    public Optional<Caller> bearer(String token) {
      return revoked.contains(token) ? Optional.empty() : Optional.ofNullable(callers.get(token));
    }

    @Override
    public Optional<Caller.SessionCaller> session(HttpRequest request) {
      return Optional.empty();
    }

    @Override
    public boolean isStaff(Caller caller) {
      return false;
    }
  }

  @BeforeEach
  void open() throws Exception {
    Streams streams = new Streams();
    List<String> scope = List.of("read:statuses");
    streams.add(
        "user", scope, request -> OpenStream.of("timeline:" + request.caller().accountId()));
    streams.add("public", scope, request -> OpenStream.of("public").showing(blocks(request)));
    streams.add("public:media", scope, request -> OpenStream.of("public:media"));
    streams.add("hashtag", scope, StreamingTest::hashtag);
    streams.add("list", scope, StreamingTest::list);
    streaming = new Streaming(bus, streams, new People(), BEAT);
    server =
        HttpServer.newBuilder()
            .routes(List.of())
            .mount(streaming)
            .rateLimits(RateLimits.off())
            .temporaryFolder(folder)
            .random(RandomGenerator.of("L64X128MixRandom"))
            .build()
            .start();
  }

  @AfterEach
  void close() {
    streaming.close();
    server.close();
    client.close();
  }

  private static java.util.function.Predicate<StreamEvent> blocks(StreamRequest request) {
    String own = Long.toString(request.caller().accountId());
    return event -> !event.fact("blockedBy").filter(own::equals).isPresent();
  }

  private static OpenStream hashtag(StreamRequest request) {
    String tag = request.required("tag");
    return OpenStream.of("tag:" + tag).labelled(tag);
  }

  private static OpenStream list(StreamRequest request) {
    if (!request.required("list").equals("7")) {
      throw Problem.notFound();
    }
    return OpenStream.of("list:7").labelled("7");
  }

  /** A WebSocket client that keeps what it hears. */
  private static final class Ear implements WebSocket.Listener {
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        heard.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
      heard.add("ping");
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("closed " + code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      heard.add("error");
    }

    /** The next message that is no ping. */
    String next() throws InterruptedException {
      for (; ; ) {
        String text = heard.poll(10, TimeUnit.SECONDS);
        assertThat(text).as("nothing was heard").isNotNull();
        if (!text.equals("ping")) {
          return text;
        }
      }
    }
  }

  private WebSocket connect(Ear ear, String query) {
    return client.newWebSocketBuilder().buildAsync(uri(query), ear).join();
  }

  private URI uri(String query) {
    return URI.create("ws://127.0.0.1:" + server.port() + "/api/v1/streaming" + query);
  }

  /** Waits until the topic is heard: what a client asked for has arrived. */
  private void awaitHeard(String topic, boolean heard) throws InterruptedException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (bus.isHeard(topic) != heard) {
      assertThat(System.nanoTime()).as("waiting for " + topic).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void aWebSocketHearsTheStreamOfItsAddress() throws Exception {
    Ear ear = new Ear();
    connect(ear, "?stream=user&access_token=alice");
    awaitHeard("timeline:1", true);
    bus.publish("timeline:1", StreamEvent.of("update", "{\"id\":\"1\"}"));
    bus.publish("timeline:2", StreamEvent.of("update", "{\"id\":\"2\"}"));
    bus.publish("timeline:1", StreamEvent.of("delete", "3"));
    assertThat(ear.next())
        .isEqualTo(
            "{\"stream\":[\"user\"],\"event\":\"update\",\"payload\":\"{\\\"id\\\":\\\"1\\\"}\"}");
    assertThat(ear.next())
        .isEqualTo("{\"stream\":[\"user\"],\"event\":\"delete\",\"payload\":\"3\"}");
  }

  @Test
  void streamsAreAddedAndRemovedByMessages() throws Exception {
    Ear ear = new Ear();
    WebSocket socket = connect(ear, "?access_token=alice");
    socket
        .sendText("{\"type\":\"subscribe\",\"stream\":[\"hashtag\"],\"tag\":\"cats\"}", true)
        .join();
    socket
        .sendText("{\"type\":\"subscribe\",\"stream\":\"hashtag\",\"tag\":\"cats\"}", true)
        .join();
    socket.sendText("{\"type\":\"subscribe\",\"str", false).join();
    socket.sendText("eam\":\"list\",\"list\":\"7\"}", true).join();
    awaitHeard("list:7", true);
    bus.publish("tag:cats", StreamEvent.of("update", "1"));
    bus.publish("list:7", StreamEvent.of("update", "2"));
    assertThat(ear.next())
        .isEqualTo("{\"stream\":[\"hashtag\",\"cats\"],\"event\":\"update\",\"payload\":\"1\"}");
    assertThat(ear.next())
        .isEqualTo("{\"stream\":[\"list\",\"7\"],\"event\":\"update\",\"payload\":\"2\"}");
    socket
        .sendText("{\"type\":\"unsubscribe\",\"stream\":\"hashtag\",\"tag\":\"cats\"}", true)
        .join();
    awaitHeard("tag:cats", false);
    assertThat(bus.isHeard("list:7")).isTrue();
  }

  @Test
  void aRefusedSubscriptionIsToldAndTheSocketStaysOpen() throws Exception {
    Ear ear = new Ear();
    WebSocket socket = connect(ear, "?access_token=alice");
    for (String bad :
        List.of(
            "{\"type\":\"subscribe\",\"stream\":\"nonsense\"}",
            "{\"type\":\"subscribe\",\"stream\":\"hashtag\"}",
            "{\"type\":\"subscribe\",\"stream\":\"list\",\"list\":\"8\"}",
            "not json",
            "{\"type\":\"dance\"}",
            "[]",
            "{\"type\":\"unsubscribe\",\"stream\":\"nonsense\"}")) {
      socket.sendText(bad, true).join();
    }
    assertThat(ear.next()).contains("\"error\":\"Unknown stream type\"", "\"status\":400");
    assertThat(ear.next()).contains("\"error\":\"Missing tag name parameter\"", "\"status\":400");
    assertThat(ear.next()).contains("\"error\":\"Record not found\"", "\"status\":404");
    assertThat(ear.next()).isEqualTo("{\"error\":\"Unknown stream type\"}");
    socket.sendText("{\"type\":\"subscribe\",\"stream\":\"user\"}", true).join();
    awaitHeard("timeline:1", true);
  }

  @Test
  void M16_aStreamNeedsItsScopeAndAPersonsToken() throws Exception {
    Ear ear = new Ear();
    connect(ear, "?stream=user&access_token=poster");
    assertThat(ear.next()).contains("does not have the required scopes", "401");
    for (String query : List.of("?stream=user", "?access_token=wrong", "?access_token=app")) {
      assertThat(get("/api/v1/streaming" + query))
          .startsWith("HTTP/1.1 401")
          .contains("X-Error-Message");
      assertThat(get("/api/v1/streaming/user" + query)).startsWith("HTTP/1.1 401");
    }
    assertThat(get("/api/v1/streaming/user?access_token=poster")).startsWith("HTTP/1.1 401");
    assertThat(get("/api/v1/streaming/nonsense?access_token=alice")).startsWith("HTTP/1.1 404");
    assertThat(get("/api/v1/streaming/hashtag?access_token=alice")).startsWith("HTTP/1.1 400");
    assertThat(get("/api/v1/streaming?access_token=alice")).startsWith("HTTP/1.1 426");
    assertThat(get("/api/v1/streaming/health")).startsWith("HTTP/1.1 200").endsWith("OK");
  }

  @Test
  void theTokenMayComeAsTheSubProtocol() throws Exception {
    Ear ear = new Ear();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .subprotocols("alice")
            .buildAsync(uri("?stream=user"), ear)
            .join();
    assertThat(socket.getSubprotocol()).isEqualTo("alice");
    awaitHeard("timeline:1", true);
  }

  @Test
  void aFilterHidesEventsFromOneViewerOnly() throws Exception {
    Ear alice = new Ear();
    Ear bob = new Ear();
    String wish = "{\"type\":\"subscribe\",\"stream\":\"nonsense\"}";
    connect(alice, "?stream=public&access_token=alice").sendText(wish, true).join();
    connect(bob, "?stream=public&access_token=bob").sendText(wish, true).join();
    // Each hears the answer to a refused wish after its earlier one was granted.
    for (Ear ear : List.of(alice, bob)) {
      assertThat(ear.next()).contains("Unknown stream type");
    }
    bus.publish("public", StreamEvent.of("update", "1").withFacts(Map.of("blockedBy", "1")));
    bus.publish("public", StreamEvent.of("update", "2"));
    assertThat(bob.next()).contains("\"payload\":\"1\"");
    assertThat(bob.next()).contains("\"payload\":\"2\"");
    assertThat(alice.next()).contains("\"payload\":\"2\"");
  }

  @Test
  void L4_aRevokedTokenClosesItsSocketsAndNoOthers() throws Exception {
    Ear ear = new Ear();
    Ear other = new Ear();
    connect(ear, "?stream=user&access_token=alice");
    connect(other, "?stream=user&access_token=bob");
    awaitHeard("timeline:1", true);
    awaitHeard("timeline:2", true);
    try (Socket events = events("/user?access_token=alice")) {
      BufferedReader lines = afterHead(events);
      assertThat(lines.readLine()).isNotNull();
      bus.publish(Topics.token(10), StreamEvent.of(Topics.KILL, ""));
      assertThat(ear.next()).isEqualTo("closed 1008");
      assertThat(untilEnd(lines)).isTrue();
    }
    bus.publish("timeline:2", StreamEvent.of("delete", "1"));
    assertThat(other.next()).contains("delete");
    awaitHeard("timeline:1", false);
    assertThat(streaming.socketCount()).isEqualTo(1);
  }

  @Test
  void aBinaryMessageClosesTheSocketWith1003() throws Exception {
    Ear ear = new Ear();
    WebSocket socket = connect(ear, "?access_token=alice");
    socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
    assertThat(ear.next()).isEqualTo("closed 1003");
  }

  @Test
  void aMessageThatIsTooLargeClosesTheSocket() throws Exception {
    Ear ear = new Ear();
    WebSocket socket = connect(ear, "?access_token=alice");
    socket.sendText("x".repeat(20_000), true).join();
    assertThat(ear.next()).isEqualTo("closed 1009");
  }

  @Test
  void aSocketIsPingedAndEndsWhenItDoesNotAnswer() throws Exception {
    Ear ear = new Ear();
    connect(ear, "?access_token=alice");
    assertThat(ear.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("ping");
    assertThat(ear.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("ping");
    try (Socket deaf = new Socket("127.0.0.1", server.port())) {
      deaf.setSoTimeout(10_000);
      write(
          deaf,
          "GET /api/v1/streaming?access_token=bob HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Extensions: permessage-deflate\r\n"
              + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
      String all = new String(deaf.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(all).startsWith("HTTP/1.1 101").doesNotContain("permessage-deflate");
    }
    awaitHeard(Topics.token(20), false);
    assertThat(bus.isHeard(Topics.token(10))).isTrue();
  }

  @Test
  void serverSentEventsBeginWithASmileAndThump() throws Exception {
    try (Socket socket = events("/public?only_media=true&access_token=alice")) {
      BufferedReader lines = afterHead(socket);
      assertThat(lines.readLine()).isEqualTo(":)");
      awaitHeard("public:media", true);
      bus.publish("public:media", StreamEvent.of("update", "{\"id\":\"鳩\"}"));
      String line = lines.readLine();
      while (line.equals(":thump")) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo("event: update");
      assertThat(lines.readLine()).isEqualTo("data: {\"id\":\"鳩\"}");
      assertThat(lines.readLine()).isEmpty();
      assertThat(lines.readLine()).isEqualTo(":thump");
    }
    awaitHeard("public:media", false);
  }

  @Test
  void R22_aClientThatDoesNotReadIsClosedAndOthersHearEverything() throws Exception {
    Ear ear = new Ear();
    connect(ear, "?stream=user&access_token=alice");
    awaitHeard("timeline:1", true);
    try (Socket slow = new Socket()) {
      slow.setReceiveBufferSize(4096);
      slow.connect(new java.net.InetSocketAddress("127.0.0.1", server.port()));
      write(slow, "GET /api/v1/streaming/public?access_token=bob HTTP/1.1\r\nHost: x\r\n\r\n");
      awaitHeard("public", true);
      StreamEvent large = StreamEvent.of("update", "x".repeat(100_000));
      long deadline = System.nanoTime() + 20_000_000_000L;
      while (bus.isHeard("public")) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        bus.publish("public", large);
      }
    }
    bus.publish("timeline:1", StreamEvent.of("delete", "9"));
    assertThat(ear.next()).contains("\"payload\":\"9\"");
  }

  @Test
  void aClosingServerSaysGoodbye() throws Exception {
    Ear ear = new Ear();
    connect(ear, "?stream=user&access_token=alice");
    awaitHeard("timeline:1", true);
    try (Socket socket = events("/user?access_token=bob")) {
      BufferedReader lines = afterHead(socket);
      assertThat(lines.readLine()).isEqualTo(":)");
      streaming.close();
      assertThat(untilEnd(lines)).isTrue();
    }
    assertThat(ear.next()).isEqualTo("closed 1001");
    assertThat(get("/api/v1/streaming/user?access_token=alice")).startsWith("HTTP/1.1 503");
  }

  @Test
  void anEventIsEncodedOncePerLabel() {
    StreamEvent event = StreamEvent.of("update", "1");
    assertThat(event.message(List.of("user"))).isSameAs(event.message(List.of("user")));
    assertThat(event.serverSent()).isSameAs(event.serverSent());
  }

  private Socket events(String path) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(10_000);
    write(socket, "GET /api/v1/streaming" + path + " HTTP/1.0\r\nHost: x\r\n\r\n");
    return socket;
  }

  private static BufferedReader afterHead(Socket socket) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    assertThat(line).contains(" 200 ");
    while (!line.isEmpty()) {
      line = lines.readLine();
    }
    return lines;
  }

  private static boolean untilEnd(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null) {
      line = lines.readLine();
    }
    return true;
  }

  private String get(String target) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      write(socket, "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
