package dev.hato.server.statuses;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.vocab.ApObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Other servers on loopback, told apart by their host names; each serves what it was given. */
final class Peers implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  Peers() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** The base of every address of a host. */
  String base(String host) {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  /** Lets the host of the object's id serve it. */
  void serve(ApObject object) {
    documents.put(object.id().orElseThrow().value(), ApWriter.write(object));
  }

  /** The addresses that were asked for. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String url =
        "http://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
    asked.add(url);
    byte[] document = documents.getOrDefault(url, new byte[0]);
    exchange.getResponseHeaders().set("Content-Type", "application/activity+json");
    exchange.sendResponseHeaders(
        document.length == 0 ? 404 : 200, document.length == 0 ? -1 : document.length);
    exchange.getResponseBody().write(document);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
