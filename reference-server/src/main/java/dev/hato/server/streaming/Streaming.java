package dev.hato.server.streaming;

import dev.hato.server.http.Authenticator;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Mount;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.jspecify.annotations.Nullable;

/**
 * The streaming API below {@code /api/v1/streaming}: server-sent events and a WebSocket. A person's
 * token is always needed; each socket carries its id and ends with it (L4).
 */
public final class Streaming implements Mount, AutoCloseable {
  private static final String PATH = "/api/v1/streaming";

  private final Hub hub;
  private final Streams streams;
  private final Authenticator authenticator;
  private final Duration beat;
  private final ClientMessages messages;
  private final AtomicLong beats = new AtomicLong();
  private @Nullable WebSocketMappings mappings;
  private Scheduler.@Nullable Task next;
  private boolean closed;

  /**
   * A streaming mount.
   *
   * @param beat time between two signs of life on an event stream; a WebSocket is pinged at every
   *     second one
   */
  public Streaming(StreamBus bus, Streams streams, Authenticator authenticator, Duration beat) {
    this.hub = new Hub(bus);
    this.streams = streams;
    this.authenticator = authenticator;
    this.beat = beat;
    this.messages = new ClientMessages(streams);
  }

  @Override
  public void mounted(Server server) {
    mappings = new WebSocketMappings(WebSocketServerComponents.ensureWebSocketComponents(server));
    server.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarted(LifeCycle started) {
            schedule(server.getScheduler());
          }
        });
  }

  /** Open sockets of both kinds. */
  public int socketCount() {
    return hub.socketCount();
  }

  /** Topics that somebody listens to. */
  public int topicCount() {
    return hub.topicCount();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HttpRequest asked = HttpRequest.of(request);
    String path =
        asked.path().endsWith("/")
            ? asked.path().substring(0, asked.path().length() - 1)
            : asked.path();
    if (!path.equals(PATH) && !path.startsWith(PATH + "/")) {
      return false;
    }
    try {
      if (path.equals(PATH + "/health")) {
        Mount.answer(HttpResponse.text("OK"), response, callback);
      } else if (!request.getMethod().equals("GET")) {
        throw Problem.of(405, "This method is not allowed here");
      } else if (path.equals(PATH)) {
        webSocket(asked, request, response, callback);
      } else {
        eventStream(path.substring(PATH.length() + 1), asked, response, callback);
      }
    } catch (Problem problem) {
      Mount.answer(refusal(problem), response, callback);
    }
    return true;
  }

  private static HttpResponse refusal(Problem problem) {
    return HttpResponse.json(Map.of("error", problem.publicText()))
        .withStatus(problem.status())
        .with("X-Error-Message", problem.publicText());
  }

  private void eventStream(String path, HttpRequest asked, Response response, Callback callback) {
    boolean media =
        asked.queryParam("only_media").filter(text -> text.matches("true|1|on")).isPresent();
    String name = path.replace('/', ':') + (media ? ":media" : "");
    if (!streams.exists(name)) {
      throw Problem.of(404, "Not found");
    }
    String token = token(asked);
    Caller.UserCaller caller = caller(token);
    Streams.Granted granted = streams.open(name, new StreamRequest(caller, arguments(asked)));
    EventStream stream = new EventStream(hub, caller, response, callback);
    if (!stream.enter()) {
      throw Problem.unavailable("The server stops", Duration.ofSeconds(10));
    }
    stream.begin();
    stream.subscribe(granted.label(), granted.stream());
    endIfRevoked(token, stream);
  }

  private void webSocket(HttpRequest asked, Request request, Response response, Callback callback) {
    String token = token(asked);
    Caller.UserCaller caller = caller(token);
    WebSocketStream socket =
        new WebSocketStream(hub, caller, messages, opened -> opened(asked, token, opened));
    Configuration.ConfigurationCustomizer limits = new Configuration.ConfigurationCustomizer();
    limits.setIdleTimeout(beat.multipliedBy(5));
    WebSocketMappings sockets = mappings;
    if (sockets == null
        || !sockets.upgrade(new Negotiator(socket), request, response, callback, limits)) {
      throw Problem.of(426, "This address is for WebSockets");
    }
  }

  /** Answers the sub-protocol by which old browsers bring their token. */
  private record Negotiator(WebSocketStream socket) implements WebSocketNegotiator {
    @Override
    public WebSocketStream negotiate(
        ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
      response.setExtensions(List.of()); // one encoded message serves all sockets
      if (!request.getSubProtocols().isEmpty()) {
        response.setAcceptedSubProtocol(request.getSubProtocols().getFirst());
      }
      return socket;
    }
  }

  private void opened(HttpRequest asked, String token, WebSocketStream socket) {
    asked
        .queryParam("stream")
        .ifPresent(name -> messages.subscribe(name, arguments(asked), socket));
    endIfRevoked(token, socket);
  }

  /**
   * The token may have been revoked between its check and the moment when this socket began to
   * listen for that.
   */
  private void endIfRevoked(String token, StreamSocket socket) {
    if (authenticator.bearer(token).isEmpty()) {
      socket.kill();
    }
  }

  private static Map<String, String> arguments(HttpRequest asked) {
    Map<String, String> arguments = new HashMap<>();
    for (String name : List.of("tag", "list")) {
      asked.queryParam(name).ifPresent(value -> arguments.put(name, value));
    }
    return arguments;
  }

  private static String token(HttpRequest asked) {
    return asked
        .bearerToken()
        .or(() -> asked.header("Sec-WebSocket-Protocol").map(text -> text.split(",")[0].trim()))
        .orElseThrow(() -> Problem.unauthorized("Missing access token"));
  }

  private Caller.UserCaller caller(String token) {
    if (authenticator.bearer(token).orElse(Caller.ANONYMOUS) instanceof Caller.UserCaller user) {
      return user;
    }
    throw Problem.unauthorized("Invalid access token");
  }

  private synchronized void schedule(Scheduler scheduler) {
    if (closed) {
      return;
    }
    next = scheduler.schedule(() -> beat(scheduler), beat.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat(Scheduler scheduler) {
    long count = beats.incrementAndGet();
    hub.forEach(socket -> socket.beat(count));
    schedule(scheduler);
  }

  /** Ends every stream; new ones are refused from now on. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (next != null) {
        next.cancel();
      }
    }
    hub.close();
  }
}
