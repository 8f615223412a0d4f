package dev.hato.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.Federation;
import dev.hato.httpsig.client.SafeHttpClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;

/** Puts a federation behind the HTTP server of the JDK: any other web server is as few lines. */
final class JdkServer {
  private static final int LARGEST_BODY = 1024 * 1024;

  private JdkServer() {}

  /** Runs the bot behind a proxy that speaks https for the address in the first argument. */
  public static void main(String[] args) throws IOException {
    EchoBot bot =
        EchoBot.start(args[0], SafeHttpClient.newBuilder().build(), InstantSource.system());
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8080), 0);
    server.createContext("/", handler(bot.federation(), "https"));
    server.start();
  }

  static HttpHandler handler(Federation federation, String scheme) {
    return exchange -> {
      ApRequest request =
          new ApRequest(
              exchange.getRequestMethod(),
              scheme,
              exchange.getRequestHeaders().getFirst("Host"),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              exchange.getRequestBody().readNBytes(LARGEST_BODY + 1));
      send(exchange, federation.handle(request));
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
