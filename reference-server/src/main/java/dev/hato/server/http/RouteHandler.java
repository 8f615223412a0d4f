package dev.hato.server.http;

/**
 * Answers one route. Runs on a virtual thread and may block; must be safe for use by many threads.
 */
@FunctionalInterface
public interface RouteHandler {
  /**
   * A {@link dev.hato.server.kernel.Problem} becomes its status; anything else thrown becomes 500.
   */
  HttpResponse handle(HttpRequest request) throws Exception;
}
