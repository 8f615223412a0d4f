package dev.hato.examples;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.hato.activitypub.Federation;
import dev.hato.httpsig.client.AddressPolicy;
import dev.hato.httpsig.client.SafeHttpClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A place on the loopback address for an example to run at. */
final class Loopback implements AutoCloseable {
  final Site site;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Loopback() throws IOException {
    this("");
  }

  Loopback(String path) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    site = new Site("http://127.0.0.1:" + server.getAddress().getPort(), path, http(), clock());
  }

  private static SafeHttpClient http() {
    return SafeHttpClient.newBuilder().addressPolicy(AddressPolicy.ANY).allowHttp(true).build();
  }

  private static InstantSource clock() {
    return InstantSource.system();
  }

  String authority() {
    return site.base().substring("http://".length());
  }

  Loopback serve(Federation federation) {
    return serve(JdkServer.handler(federation, false));
  }

  Loopback serve(HttpHandler handler) {
    server.createContext("/", handler);
    server.start();
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    site.http().close();
  }
}
