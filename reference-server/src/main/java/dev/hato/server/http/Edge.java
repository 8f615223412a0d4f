package dev.hato.server.http;

import dev.hato.server.kernel.Problem;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The first handler that knows a request: names it, finds the client's address, puts the headers
 * that every answer carries, answers preflights, and refuses what no route would take.
 */
final class Edge extends Handler.Wrapper {
  static final String CONTEXT = "dev.hato.context";
  static final String TEMPLATE = "dev.hato.template";

  private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'"
          + " data: blob: https:; media-src 'self' https:; connect-src 'self'; form-action"
          + " 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** What the edge is told at composition. */
  record Settings(
      String baseUrl, TrustedProxies proxies, HttpLimits limits, Supplier<String> requestIds) {}

  private final Settings settings;
  private final Problems problems;
  private final Recorder recorder;

  Edge(Handler next, Settings settings, Problems problems, Recorder recorder) {
    super(next);
    this.settings = settings;
    this.problems = problems;
    this.recorder = recorder;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getDecodedPath();
    RequestContext context =
        new RequestContext(
            settings.requestIds().get(),
            path == null ? "/" : path,
            settings
                .proxies()
                .clientOf(
                    Request.getRemoteAddr(request),
                    request.getHeaders().getValuesList("X-Forwarded-For")),
            settings.baseUrl());
    request.setAttribute(CONTEXT, context);
    Request.addCompletionListener(request, _ -> record(request, response));
    commonHeaders(context, response.getHeaders());
    if (CrossOrigin.allows(context.path())
        && CrossOrigin.isPreflight(request.getMethod(), request.getHeaders())) {
      CrossOrigin.allow(request.getHeaders(), response.getHeaders());
      response.setStatus(204);
      callback.succeeded();
      return true;
    }
    int refused = refusal(request);
    if (refused != 0) {
      refuse(refused, request, response, callback);
      return true;
    }
    return super.handle(request, response, callback);
  }

  private int refusal(Request request) {
    String encoding = request.getHeaders().get("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return 415;
    }
    return request.getLength() > settings.limits().sizes().upload() ? 413 : 0;
  }

  private void refuse(int status, Request request, Response response, Callback callback)
      throws Exception {
    RequestContext context = (RequestContext) request.getAttribute(CONTEXT);
    Problem problem = Problems.ofStatus(status);
    ErrorPage.Failure failure =
        new ErrorPage.Failure(
            problem,
            request.getMethod(),
            context.path(),
            Languages.best(request.getHeaders().get("Accept-Language")),
            context.requestId());
    response.getHeaders().put("Connection", "close");
    Answer.send(problems.render(failure, false), response, callback);
  }

  static void commonHeaders(RequestContext context, HttpFields.Mutable headers) {
    boolean api = context.path().startsWith("/api/");
    headers.put("X-Request-Id", context.requestId());
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Content-Security-Policy", api ? API_POLICY : PAGE_POLICY);
    if (CrossOrigin.allows(context.path())) {
      CrossOrigin.expose(headers);
    }
  }

  private void record(Request request, Response response) {
    Object template = request.getAttribute(TEMPLATE);
    recorder.answered(
        request.getMethod(),
        template instanceof String text ? text : "unmatched",
        response.getStatus(),
        Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()));
  }
}
