package dev.hato.server.http;

import dev.hato.server.kernel.Problem;
import java.time.Duration;
import java.util.Map;

/**
 * Turns a problem into an answer: one JSON sentence for programs, a page for browsers. Says nothing
 * that the problem's public text does not say.
 */
final class Problems {
  private static final Duration BUSY = Duration.ofSeconds(30);

  private final ErrorPage page;

  Problems(ErrorPage page) {
    this.page = page;
  }

  HttpResponse render(ErrorPage.Failure failure, boolean asPage) {
    Problem problem = failure.problem();
    HttpResponse answer =
        asPage
            ? page.render(failure)
            : HttpResponse.json(Map.of("error", problem.publicText())).withStatus(problem.status());
    if (problem.status() == 401 && !asPage) {
      answer = answer.with("WWW-Authenticate", "Bearer realm=\"Hato\"");
    }
    if (problem.status() == 429 || problem.status() == 503) {
      Duration wait = problem.retryAfter().orElse(BUSY);
      answer = answer.with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }
    return answer.with("Cache-Control", "no-store");
  }

  /** Programs get JSON: everything below the API's paths, and whoever asks for JSON elsewhere. */
  static boolean isPage(String path, String method, String accept) {
    if (path.startsWith("/api/") || path.startsWith("/oauth/")) {
      return false;
    }
    return accept.contains("text/html")
        || ((method.equals("GET") || method.equals("HEAD")) && !accept.contains("json"));
  }

  /** The sentence for a status that the machinery itself gives. */
  static Problem ofStatus(int status) {
    return Problem.of(
        status,
        switch (status) {
          case 400 -> "The request could not be understood";
          case 404 -> "Not found";
          case 405 -> "This method is not allowed here";
          case 408 -> "The request took too long";
          case 413 -> "The request body is too large";
          case 414 -> "The address is too long";
          case 415 -> "The content type is not supported";
          case 431 -> "The request headers are too large";
          case 503 -> "The server is busy, please try again later";
          default ->
              status < 500 ? "The request was refused" : "Something went wrong on this server";
        });
  }
}
