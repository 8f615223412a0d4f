package dev.hato.server.http;

import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.kernel.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the handler tree: path to route, body within its limits, a place among the running
 * requests, caller, rate limits, handler, answer. Runs on a virtual thread per request.
 */
final class Router extends Handler.Abstract {
  private static final Logger log = LoggerFactory.getLogger(Router.class);

  /** What stands before a handler. */
  record Guards(
      BodyReader bodies, Admission admission, Visits visits, Gate gate, RateLimits rates) {}

  private final RouteTree tree = new RouteTree();
  private final Guards guards;
  private final Problems problems;

  Router(List<Route> routes, Guards guards, Problems problems) {
    this.guards = guards;
    this.problems = problems;
    routes.forEach(tree::add);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    RequestContext context = (RequestContext) request.getAttribute(Edge.CONTEXT);
    Optional<RouteTree.Match> match = tree.find(context.path());
    RouteTree.Entry entry = match.map(found -> entry(found, request.getMethod())).orElse(null);
    HttpResponse answer;
    try {
      answer =
          entry == null
              ? noRoute(match, request)
              : answer(entry, match.orElseThrow(), request, response.getHeaders());
    } catch (Exception | StackOverflowError e) {
      Problem problem = problem(e, context, request);
      boolean page =
          (entry != null && entry.route().access().byCookie())
              || Problems.isPage(context.path(), request.getMethod(), accept(request));
      answer = problems.render(failure(problem, context, request), page);
    }
    Answer.send(answer, response, callback);
    return true;
  }

  private HttpResponse answer(
      RouteTree.Entry entry, RouteTree.Match match, Request request, HttpFields.Mutable headers)
      throws Exception {
    Route route = entry.route();
    RequestContext context = (RequestContext) request.getAttribute(Edge.CONTEXT);
    request.setAttribute(Edge.TEMPLATE, route.template());
    HttpRequest bare =
        new HttpRequest(
            request, context, entry.named(match.values()), RequestBody.NONE, Caller.ANONYMOUS);
    route
        .access()
        .credential()
        .ifPresent(
            header -> {
              headers.put("Cache-Control", "private, no-store");
              headers.put("Vary", header);
            });
    guards.gate().refuseEarly(route.access(), bare.bearerToken());
    try (RequestBody body = guards.bodies().read(request);
        Admission.Place _ = guards.admission().enter();
        Visits.Visit _ = visits(route).enter()) {
      HttpRequest whole = bare.carrying(body);
      return route.handler().handle(whole.calledBy(caller(route, whole, headers)));
    }
  }

  private Visits visits(Route route) {
    return route.access().credential().isPresent() ? guards.visits() : Visits.UNCOUNTED;
  }

  /** A refused caller counts as an anonymous one, so that guessing tokens is limited too. */
  private Caller caller(Route route, HttpRequest request, HttpFields.Mutable headers) {
    Caller caller;
    try {
      caller = guards.gate().admit(route.access(), request);
    } catch (Problem refused) {
      count(route, request, headers);
      throw refused;
    }
    count(route, request.calledBy(caller), headers);
    return caller;
  }

  private void count(Route route, HttpRequest request, HttpFields.Mutable headers) {
    guards
        .rates()
        .count(route, request)
        .filter(_ -> route.template().startsWith("/api/"))
        .ifPresent(
            standing -> {
              headers.put("X-RateLimit-Limit", Integer.toString(standing.limit()));
              headers.put("X-RateLimit-Remaining", Integer.toString(standing.remaining()));
              headers.put("X-RateLimit-Reset", Json.time(standing.reset()));
            });
  }

  private static RouteTree.@org.jspecify.annotations.Nullable Entry entry(
      RouteTree.Match match, String method) {
    return match.byMethod().get(method.equals("HEAD") ? "GET" : method);
  }

  private static HttpResponse noRoute(Optional<RouteTree.Match> match, Request request) {
    if (match.isEmpty()) {
      throw Problems.ofStatus(404);
    }
    TreeSet<String> methods = new TreeSet<>(match.get().byMethod().keySet());
    methods.add("OPTIONS");
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    String allow = String.join(", ", methods);
    return request.getMethod().equals("OPTIONS")
        ? HttpResponse.noContent().with("Allow", allow)
        : HttpResponse.json(java.util.Map.of("error", Problems.ofStatus(405).publicText()))
            .withStatus(405)
            .with("Allow", allow);
  }

  private static Problem problem(Throwable thrown, RequestContext context, Request request) {
    if (thrown instanceof Problem problem) {
      if (problem.getCause() != null) {
        log.debug("Request {} ended with {}", context.requestId(), problem.status(), problem);
      }
      return problem;
    }
    log.error("Request {} {} failed", context.requestId(), request.getMethod(), thrown);
    if (thrown instanceof StorageException) {
      return Problem.unavailable("The server cannot reach its storage now", Duration.ofSeconds(10));
    }
    return Problems.ofStatus(500).causedBy(thrown);
  }

  private static ErrorPage.Failure failure(
      Problem problem, RequestContext context, Request request) {
    return new ErrorPage.Failure(
        problem,
        request.getMethod(),
        context.path(),
        Languages.best(request.getHeaders().get("Accept-Language")),
        context.requestId());
  }

  private static String accept(Request request) {
    String accept = request.getHeaders().get("Accept");
    return accept == null ? "" : accept;
  }
}
