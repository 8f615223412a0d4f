package dev.hato.server.http;

import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;

/**
 * What a route handler sees of a request: the body is already read and within its limits, the
 * caller is checked. Used by the thread of one request.
 */
public final class HttpRequest {
  private static final List<String> PAGING = List.of("max_id", "since_id", "min_id", "page");

  private static final String BEARER = "Bearer ";

  private final Request jetty;
  private final RequestContext context;
  private final Map<String, String> pathParams;
  private final RequestBody body;
  private final Caller caller;

  HttpRequest(
      Request jetty,
      RequestContext context,
      Map<String, String> pathParams,
      RequestBody body,
      Caller caller) {
    this.jetty = jetty;
    this.context = context;
    this.pathParams = pathParams;
    this.body = body;
    this.caller = caller;
  }

  /** The request as a {@link Mount} sees it: without a body and with nobody known. */
  public static HttpRequest of(Request jetty) {
    RequestContext context = (RequestContext) jetty.getAttribute(Edge.CONTEXT);
    return new HttpRequest(jetty, context, Map.of(), RequestBody.NONE, Caller.ANONYMOUS);
  }

  HttpRequest calledBy(Caller someone) {
    return new HttpRequest(jetty, context, pathParams, body, someone);
  }

  HttpRequest carrying(RequestBody read) {
    return new HttpRequest(jetty, context, pathParams, read, caller);
  }

  public String method() {
    return jetty.getMethod();
  }

  /** The decoded path without path parameters and query. */
  public String path() {
    return context.path();
  }

  /** Path and query exactly as on the wire: what a signature covers. */
  public String requestTarget() {
    return jetty.getHttpURI().getPathQuery();
  }

  /** A variable of the route's template. */
  public String pathParam(String name) {
    String value = pathParams.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route's template has no variable {" + name + "}");
    }
    return value;
  }

  /** A path variable that is an id of this server; anything else cannot exist and is a 404. */
  public long pathId(String name) {
    String value = pathParam(name);
    if (!value.matches("[0-9]{1,18}")) {
      throw Problem.notFound();
    }
    return Long.parseLong(value);
  }

  /** A parameter of the query alone, without reading the body. */
  public Optional<String> queryParam(String name) {
    return query().string(name);
  }

  /** The bearer token of the header, or of the query as old clients send it. */
  public Optional<String> bearerToken() {
    Optional<String> header = header("Authorization");
    if (header.isPresent()) {
      return header
          .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
          .map(text -> text.substring(BEARER.length()).trim());
    }
    return queryParam("access_token").filter(text -> !text.isBlank());
  }

  /** Whether the query moves through pages. */
  boolean isPaging() {
    Params query = query();
    return PAGING.stream().anyMatch(query::has);
  }

  Params query() {
    ParamTree tree = new ParamTree();
    tree.addEncoded(jetty.getHttpURI().getQuery());
    return tree.toParams();
  }

  /**
   * Query, form, JSON and multipart parameters as one; a body that cannot be read as any is a 400
   * or 415.
   */
  public Params params() {
    return body.params();
  }

  /** The bytes of the body; empty when there is none and for multipart. */
  public byte[] body() {
    return body.bytes();
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(jetty.getHeaders().get(name));
  }

  /** All headers with their values in order; names in lower case. */
  public Map<String, List<String>> headers() {
    Map<String, List<String>> all = new HashMap<>();
    jetty
        .getHeaders()
        .forEach(
            field ->
                all.computeIfAbsent(
                        field.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(field.getValue()));
    return all;
  }

  public Optional<String> cookie(String name) {
    return Request.getCookies(jetty).stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  public Caller caller() {
    return caller;
  }

  /** The best of the languages that we have texts for (English, Japanese). */
  public Locale locale() {
    return Languages.best(jetty.getHeaders().get("Accept-Language"));
  }

  /** The address of the client, seen through the trusted proxies only. */
  public String remoteAddress() {
    return context.remoteAddress();
  }

  /** Names this request in the log and in {@code X-Request-Id}. */
  public String requestId() {
    return context.requestId();
  }

  /** Scheme and host of this server from its configuration, never from the Host header (J13). */
  public String baseUrl() {
    return context.baseUrl();
  }
}
