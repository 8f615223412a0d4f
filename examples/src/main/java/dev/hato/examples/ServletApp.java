package dev.hato.examples;

import dev.hato.activitypub.Federation;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.httpsig.client.SafeHttpClient;
import java.time.InstantSource;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * A web application that is mounted below {@code /social}: its actors live there, too, and only
 * what the fediverse looks for at the top of a host stands there.
 */
final class ServletApp {
  static final String PATH = "/social";

  private ServletApp() {}

  /** Runs at the address in the first argument, for which a proxy speaks https. */
  public static void main(String[] args) throws Exception {
    SafeHttpClient http = SafeHttpClient.newBuilder().build();
    Node clerk = start(new Site(args[0], PATH, http, InstantSource.system()));
    JettyServer.start(8080, handler(clerk.federation, true));
  }

  static Node start(Site site) {
    return new Node(
        site,
        Actor.newBuilder("Service").preferredUsername("clerk").name("The clerk"),
        (clerk, federation) -> federation.on(Follow.class, clerk::acceptFollow));
  }

  static Handler handler(Federation federation, boolean proxied) {
    ServletContextHandler application = new ServletContextHandler(PATH);
    application.addServlet(servlet(federation, proxied), "/*");
    ServletContextHandler top = new ServletContextHandler("/");
    top.addServlet(servlet(federation, proxied), "/.well-known/*");
    top.addServlet(servlet(federation, proxied), "/nodeinfo/*");
    return new ContextHandlerCollection(application, top);
  }

  private static ServletHolder servlet(Federation federation, boolean proxied) {
    return new ServletHolder(new FederationServlet(federation, proxied));
  }
}
