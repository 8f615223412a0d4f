package dev.hato.server.plug;

import dev.hato.server.http.Access;
import dev.hato.server.http.Privacy;
import dev.hato.server.http.Route;
import dev.hato.server.http.RouteHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what features plug in while the server is composed. Used by one thread; read once at the
 * end.
 */
public final class Registry {
  private final List<Route> routes = new ArrayList<>();

  public void get(String template, Access access, Privacy privacy, RouteHandler handler) {
    route("GET", template, access, privacy, handler);
  }

  public void post(String template, Access access, Privacy privacy, RouteHandler handler) {
    route("POST", template, access, privacy, handler);
  }

  public void put(String template, Access access, Privacy privacy, RouteHandler handler) {
    route("PUT", template, access, privacy, handler);
  }

  public void patch(String template, Access access, Privacy privacy, RouteHandler handler) {
    route("PATCH", template, access, privacy, handler);
  }

  public void delete(String template, Access access, Privacy privacy, RouteHandler handler) {
    route("DELETE", template, access, privacy, handler);
  }

  /** The route table, in the order of plugging in. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  private void route(
      String method, String template, Access access, Privacy privacy, RouteHandler handler) {
    routes.add(new Route(method, template, access, privacy, handler));
  }
}
