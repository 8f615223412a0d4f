package dev.hato.server.http;

import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * What answers some paths itself, before the router and outside of its limits on running requests,
 * because its answers take long and hold no thread: streaming.
 */
public interface Mount {
  /** Called once, before the server starts. */
  void mounted(Server server);

  /** Sends an answer of the usual kind. */
  static void answer(HttpResponse answer, Response response, Callback callback) throws IOException {
    Answer.send(answer, response, callback);
  }

  /** Answers the request, or returns false and leaves it to the router. */
  boolean handle(Request request, Response response, Callback callback) throws Exception;
}
