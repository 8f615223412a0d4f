package dev.hato.server.kernel;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer other than success: a status, one public sentence that the caller reads, and a private
 * cause that only the log sees. Thrown by verbs and routes; the HTTP layer renders it as JSON or as
 * a page.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable Duration retryAfter;

  private Problem(
      int status, String publicText, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(publicText, cause, false, cause != null);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** A problem whose text may be shown to anybody. */
  public static Problem of(int status, String publicText) {
    return new Problem(status, publicText, null, null);
  }

  /** 400: the request cannot be understood. */
  public static Problem badRequest(String publicText) {
    return of(400, publicText);
  }

  /** 401: nobody, or an invalid token. */
  public static Problem unauthorized(String publicText) {
    return of(401, publicText);
  }

  /** 403: known, and not allowed. */
  public static Problem forbidden(String publicText) {
    return of(403, publicText);
  }

  /** 404, also for what the caller may not know to exist. */
  public static Problem notFound() {
    return of(404, "Record not found");
  }

  /**
   * 422: understood, and refused by a rule. Mastodon begins the text with "Validation failed: ".
   */
  public static Problem invalid(String publicText) {
    return of(422, publicText);
  }

  /** 429 with the time until the next attempt may succeed. */
  public static Problem tooMany(Duration retryAfter) {
    return new Problem(429, "Too many requests", retryAfter, null);
  }

  /** 503 for trouble that passes: a remote host, the database, too much load. */
  public static Problem unavailable(String publicText, Duration retryAfter) {
    return new Problem(503, publicText, retryAfter, null);
  }

  /** The same problem with what caused it, for the log. */
  public Problem causedBy(Throwable cause) {
    return new Problem(status, publicText(), retryAfter, cause);
  }

  public int status() {
    return status;
  }

  public String publicText() {
    String text = getMessage();
    return text == null ? "" : text;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
