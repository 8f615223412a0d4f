package dev.hato.server.http;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;

/** CORS: any origin, no credentials, on what programs on other sites may use. */
final class CrossOrigin {
  private static final Set<String> EXACT =
      Set.of("/oauth/token", "/oauth/revoke", "/oauth/userinfo");
  private static final String EXPOSED =
      "Link, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id,"
          + " Mastodon-Async-Refresh, Deprecation, Sunset";

  private CrossOrigin() {}

  static boolean allows(String path) {
    return path.startsWith("/api/")
        || EXACT.contains(path)
        || path.startsWith("/.well-known/")
        || path.startsWith("/nodeinfo/")
        || path.startsWith("/@")
        || path.startsWith("/users/");
  }

  static void expose(HttpFields.Mutable response) {
    response.put("Access-Control-Allow-Origin", "*");
    response.put("Access-Control-Expose-Headers", EXPOSED);
  }

  static boolean isPreflight(String method, HttpFields request) {
    return method.equals("OPTIONS")
        && request.contains("Origin")
        && request.contains("Access-Control-Request-Method");
  }

  /** Each header that is asked for is allowed: the star would leave Authorization out. */
  static void allow(HttpFields request, HttpFields.Mutable response) {
    response.put("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS");
    String asked = request.get("Access-Control-Request-Headers");
    if (asked != null) {
      response.put("Access-Control-Allow-Headers", asked);
    }
    response.put("Access-Control-Max-Age", "7200");
    response.put("Vary", "Access-Control-Request-Headers");
  }
}
