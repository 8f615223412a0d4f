package dev.hato.server.http;

import java.util.Locale;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * The errors that Jetty finds before or around our handlers: one JSON sentence, no exception text
 * (J19).
 */
final class JettyErrors extends ErrorHandler {
  private final Problems problems;

  JettyErrors(Problems problems) {
    this.problems = problems;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Object context = request.getAttribute(Edge.CONTEXT);
    RequestContext known =
        context instanceof RequestContext found ? found : new RequestContext("-", "/api/", "", "");
    Edge.commonHeaders(known, response.getHeaders());
    ErrorPage.Failure failure =
        new ErrorPage.Failure(
            Problems.ofStatus(Math.max(400, response.getStatus())),
            request.getMethod(),
            known.path(),
            Locale.ENGLISH,
            known.requestId());
    Answer.send(problems.render(failure, false), response, callback);
    return true;
  }
}
