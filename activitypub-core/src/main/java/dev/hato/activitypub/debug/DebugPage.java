package dev.hato.activitypub.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Shows a {@link DebugLog} to who may see it: as a page without scripts, as JSON, or as plain text,
 * by {@code Accept}. An application that wants it mounts it before its federation:
 *
 * <pre>{@code
 * DebugPage page = new DebugPage("/debug", log, DebugGuard.password(secret));
 * ApResponse answer(ApRequest request) {
 *   return page.answer(request).orElseGet(() -> federation.handle(request));
 * }
 * }</pre>
 *
 * <p>All that others have sent is escaped, and nothing on the page can be followed or run.
 * Immutable and thread-safe.
 */
public final class DebugPage {
  private final String path;
  private final DebugLog log;
  private final DebugGuard guard;

  /**
   * A page.
   *
   * @param path at which it is
   * @param guard asked before each answer
   */
  public DebugPage(String path, DebugLog log, DebugGuard guard) {
    this.path = path;
    this.log = log;
    this.guard = guard;
  }

  /** The answer to a request; empty when it is for another path. */
  public Optional<ApResponse> answer(ApRequest request) {
    if (!request.path().equals(path)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (guard.decide(request)) {
          case HIDE -> sentence(404, "There is nothing at this address", Map.of());
          case NEEDS_PASSWORD ->
              sentence(
                  401,
                  "This page needs a password",
                  Map.of("WWW-Authenticate", "Basic realm=\"debug\", charset=\"UTF-8\""));
          case ALLOW ->
              request.method().equals("GET") || request.method().equals("HEAD")
                  ? show(request.header("Accept").toLowerCase(Locale.ROOT))
                  : sentence(405, "This page can only be read", Map.of("Allow", "GET, HEAD"));
        });
  }

  private ApResponse show(String accept) {
    List<DebugEntry> entries = log.entries();
    if (accept.contains("text/html")) {
      return response(200, "text/html", DebugHtml.write(entries), Map.of());
    }
    return accept.contains("json")
        ? response(200, "application/json", DebugText.json(entries), Map.of())
        : response(200, "text/plain", DebugText.plain(entries), Map.of());
  }

  private static ApResponse sentence(int status, String text, Map<String, String> more) {
    return response(status, "text/plain", text + "\n", more);
  }

  private static ApResponse response(
      int status, String type, String body, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Content-Type", type + "; charset=utf-8");
    headers.put("Content-Security-Policy", DebugHtml.POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cache-Control", "no-store");
    headers.put("Vary", "Accept, Authorization, Cookie");
    return new ApResponse(status, headers, body.getBytes(UTF_8));
  }
}
