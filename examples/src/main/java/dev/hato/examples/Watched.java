package dev.hato.examples;

import com.sun.net.httpserver.HttpHandler;
import dev.hato.activitypub.debug.DebugGuard;
import dev.hato.activitypub.debug.DebugLog;
import dev.hato.activitypub.debug.DebugPage;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.httpsig.client.SafeHttpClient;
import java.time.InstantSource;

/** An actor whose developer watches at /debug what comes in, what goes out, and how it ends. */
record Watched(Node node, DebugPage page) {
  /** The arguments are the address of the site, and the password for the page. */
  public static void main(String[] args) throws Exception {
    DebugLog log = DebugLog.of(200, InstantSource.system());
    SafeHttpClient http = SafeHttpClient.newBuilder().listener(log).build();
    Site site = new Site(args[0], "", http, InstantSource.system());
    JdkServer.start(8080, start(site, log, args[1]).handler(true));
  }

  static Watched start(Site site, DebugLog log, String password) {
    Node node =
        new Node(
            site,
            Actor.newBuilder("Person").preferredUsername("me").name("Me"),
            (me, federation) ->
                federation
                    .on(Follow.class, me::acceptFollow)
                    .gates(log)
                    .listener(log)
                    .operations(log));
    return new Watched(node, new DebugPage("/debug", log, DebugGuard.password(password)));
  }

  /** The page before everything else. */
  HttpHandler handler(boolean proxied) {
    return JdkServer.handler(
        request -> page.answer(request).orElseGet(() -> node.federation.handle(request)), proxied);
  }
}
