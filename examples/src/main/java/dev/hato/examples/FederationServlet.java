package dev.hato.examples;

import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.Federation;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a federation into a servlet container, under any context path. */
final class FederationServlet extends HttpServlet {
  /** Request attribute with the raw body, for a filter that has read it before. */
  static final String BODY = "raw-body";

  private static final int LARGEST_BODY = 1024 * 1024;

  private final Federation federation;
  private final boolean proxied;

  /**
   * Bytes in, bytes out.
   *
   * @param proxied whether all requests come through a proxy of ours, which sets X-Forwarded-Proto
   *     and -Host itself
   */
  FederationServlet(Federation federation, boolean proxied) {
    this.federation = federation;
    this.proxied = proxied;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String query = request.getQueryString();
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    ApRequest asked =
        new ApRequest(
            request.getMethod(),
            request.getScheme(),
            request.getHeader("Host"),
            // The whole path: signatures cover what was on the wire, context path and all.
            request.getRequestURI() + (query == null ? "" : "?" + query),
            headers,
            body(request));
    ApResponse answer = federation.handle(proxied ? asked.behindProxy() : asked);
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setContentLength(answer.body().length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(answer.body());
    }
  }

  /** The bytes that the sender's digest is over; not text that was decoded and encoded again. */
  private static byte[] body(HttpServletRequest request) throws IOException {
    if (request.getAttribute(BODY) instanceof byte[] kept) {
      return kept;
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
    if (body.length == 0 && request.getContentLengthLong() > 0) {
      throw new IllegalStateException(
          "something has read the body before: keep its bytes in the request attribute " + BODY);
    }
    return body;
  }
}
