package dev.hato.server.http;

import dev.hato.server.kernel.Problem;
import java.util.Locale;

/** Renders a problem for a browser. The page feature replaces the default. */
@FunctionalInterface
public interface ErrorPage {
  /** What is known about the request that failed; the problem's cause is not for the page (J19). */
  record Failure(Problem problem, String method, String path, Locale locale, String requestId) {}

  HttpResponse render(Failure failure);
}
