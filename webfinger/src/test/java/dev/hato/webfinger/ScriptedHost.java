package dev.hato.webfinger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host on loopback that answers what a test tells it to. */
public final class ScriptedHost implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  record Reply(int status, String location, String body) {}

  /** Starts a host on 127.0.0.1. */
  public ScriptedHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Host and port. */
  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Scheme, host and port. */
  public String base() {
    return "http://" + authority();
  }

  /** Answers 200 for a path and query. */
  public ScriptedHost on(String target, String body) {
    return on(target, 200, body);
  }

  /** Answers with a status. */
  public ScriptedHost on(String target, int status, String body) {
    replies.put(target, new Reply(status, "", body));
    return this;
  }

  /** Redirects. */
  public ScriptedHost redirect(String target, String location) {
    replies.put(target, new Reply(302, location, ""));
    return this;
  }

  /** Paths and queries that were asked for, in order. */
  public List<String> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    requests.add(target);
    Reply reply = replies.getOrDefault(target, new Reply(404, "", ""));
    if (!reply.location().isEmpty()) {
      exchange.getResponseHeaders().set("Location", reply.location());
    }
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
