package dev.hato.examples;

import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.Federation;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** Puts a federation behind Jetty, without servlets. */
final class JettyServer extends Handler.Abstract {
  private static final int LARGEST_BODY = 1024 * 1024;

  private final Federation federation;
  private final boolean proxied;

  /**
   * Bytes in, bytes out.
   *
   * @param proxied whether all requests come through a proxy of ours, which sets X-Forwarded-Proto
   *     and -Host itself
   */
  JettyServer(Federation federation, boolean proxied) {
    this.federation = federation;
    this.proxied = proxied;
  }

  /** Runs a bot at the address in the first argument, for which a proxy speaks https. */
  public static void main(String[] args) throws Exception {
    start(8080, new JettyServer(EchoBot.start(Site.of(args[0])).federation, true));
  }

  /** Starts a server with a thread for each request: they block while they fetch a key. */
  static Server start(int port, Handler handler) throws Exception {
    Server server = new Server(new VirtualThreadPool());
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    return server;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    byte[] body;
    try (InputStream input = Content.Source.asInputStream(request)) {
      body = input.readNBytes(LARGEST_BODY + 1);
    }
    Map<String, List<String>> headers = new HashMap<>();
    request
        .getHeaders()
        .getFieldNamesCollection()
        .forEach(name -> headers.put(name, request.getHeaders().getValuesList(name)));
    ApRequest asked =
        new ApRequest(
            request.getMethod(),
            request.getHttpURI().getScheme(),
            request.getHttpURI().getAuthority(),
            request.getHttpURI().getPathQuery(),
            headers,
            body);
    ApResponse answer = federation.handle(proxied ? asked.behindProxy() : asked);
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(answer.body()), callback); // Jetty knows what HEAD means
    return true;
  }
}
