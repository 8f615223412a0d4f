package dev.hato.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsExchange;
import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.Federation;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Follow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Puts a federation behind the HTTP server of the JDK. */
final class JdkServer {
  private static final int LARGEST_BODY = 1024 * 1024;

  private JdkServer() {}

  /** Shows an actor at the address in the first argument, for which a proxy speaks https. */
  public static void main(String[] args) throws IOException {
    Node node =
        new Node(
            Site.of(args[0]),
            Actor.newBuilder("Person").preferredUsername("me").name("Me"),
            (me, federation) -> federation.on(Follow.class, me::acceptFollow));
    HttpServer server = start(8080, node.federation, true);
    System.out.println(node.id() + " is served at " + server.getAddress());
  }

  static HttpServer start(int port, Federation federation, boolean proxied) throws IOException {
    return start(port, handler(federation, proxied));
  }

  /** Starts a server with a thread for each request: they block while they fetch a key. */
  static HttpServer start(int port, HttpHandler handler) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", handler);
    server.start();
    return server;
  }

  static HttpHandler handler(Federation federation, boolean proxied) {
    return handler(federation::handle, proxied);
  }

  /**
   * Bytes in, bytes out.
   *
   * @param proxied whether all requests come through a proxy of ours, which sets X-Forwarded-Proto
   *     and -Host itself
   */
  static HttpHandler handler(Function<ApRequest, ApResponse> answer, boolean proxied) {
    return exchange -> {
      ApRequest request =
          new ApRequest(
              exchange.getRequestMethod(),
              exchange instanceof HttpsExchange ? "https" : "http",
              exchange.getRequestHeaders().getFirst("Host"),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              exchange.getRequestBody().readNBytes(LARGEST_BODY + 1));
      send(exchange, answer.apply(proxied ? request.behindProxy() : request));
    };
  }

  private static void send(HttpExchange exchange, ApResponse response) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    boolean bodiless = response.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(response.body());
    }
    exchange.close();
  }
}
