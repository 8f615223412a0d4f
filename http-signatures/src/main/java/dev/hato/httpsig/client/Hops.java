package dev.hato.httpsig.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * One exchange, from the asked URL over its redirects to the answer. Each hop is checked and signed
 * anew; the time budget runs over all of them.
 */
final class Hops {
  private static final Set<String> SECRETS = Set.of("Authorization", "Cookie");

  private final WayOut out;
  private final SafeRequest request;
  private final TlsDeadline tls;
  private final long deadline;
  private final Set<HttpUrl> visited = new HashSet<>();

  Hops(WayOut out, SafeRequest request, TlsDeadline tls) {
    this.out = out;
    this.request = request;
    this.tls = tls;
    this.deadline = System.nanoTime() + request.timeout().toNanos();
  }

  Exchange run() throws IOException {
    HttpUrl asked = SafeUrl.parse(request.url(), out.allowHttp());
    HttpUrl url = asked;
    boolean atHome = true; // until the first hop elsewhere, even if a later one leads back
    while (true) {
      visited.add(url);
      out.requirePermitted(url);
      try (HostGate.Turn turn = out.gate().enter(SafeUrl.authority(url), timeLeft())) {
        HopMessage hop = hop(url, atHome);
        try (Response response = send(hop)) {
          boolean redirect = isRedirect(response);
          String finalUrl = url.equals(asked) ? request.url() : url.toString();
          Exchange.Answered answer = answered(response, finalUrl, redirect);
          out.listener().answered(hop, answer);
          if (!redirect) {
            return answer;
          }
          url = next(url, response);
        }
        atHome &= SafeUrl.sameOrigin(asked, url);
      }
    }
  }

  private Response send(HopMessage hop) throws IOException {
    Request.Builder sent =
        new Request.Builder()
            .url(hop.url())
            .headers(hop.headers())
            .method(request.method(), request.isRead() ? null : RequestBody.create(request.body()))
            .tag(TlsDeadline.class, tls);
    Call call = out.http().newCall(sent.build());
    call.timeout().timeout(timeLeft().toNanos(), TimeUnit.NANOSECONDS);
    return call.execute();
  }

  private Duration timeLeft() throws RefusedException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw new RefusedException(
          FailureReason.TIMEOUT, "No answer within " + request.timeout().toMillis() + " ms");
    }
    return Duration.ofNanos(left);
  }

  private HopMessage hop(HttpUrl url, boolean atHome) {
    Headers.Builder headers = request.headers().newBuilder();
    if (headers.get("User-Agent") == null) {
      headers.set("User-Agent", out.userAgent());
    }
    if (!atHome) {
      SECRETS.forEach(headers::removeAll);
    }
    HopMessage message = new HopMessage(request.method(), url, headers.build());
    request.hopSigner().headersFor(message, request.body()).forEach(headers::set);
    headers.set("Host", message.authority());
    headers.set("Accept-Encoding", "gzip"); // set by us, so that OkHttp leaves the counting to us
    return new HopMessage(request.method(), url, headers.build());
  }

  private static boolean isRedirect(Response response) {
    return switch (response.code()) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private HttpUrl next(HttpUrl from, Response response) throws RefusedException {
    List<String> locations = response.headers("Location");
    if (locations.size() != 1) {
      throw refused("A redirect with " + locations.size() + " Location headers from " + from);
    }
    HttpUrl to = SafeUrl.resolve(from, locations.getFirst(), out.allowHttp());
    if (from.isHttps() && !to.isHttps()) {
      throw refused("A redirect from https to http: " + to);
    }
    boolean keepsMethod = response.code() == 307 || response.code() == 308;
    if (!request.isRead() && !(keepsMethod && SafeUrl.sameOrigin(from, to))) {
      throw refused("A " + request.method() + " does not follow " + response.code() + " to " + to);
    }
    if (visited.contains(to)) {
      throw new RefusedException(FailureReason.TOO_MANY_REDIRECTS, "A loop of redirects at " + to);
    }
    if (visited.size() > request.redirects()) {
      throw new RefusedException(
          FailureReason.TOO_MANY_REDIRECTS, "More than " + request.redirects() + " redirects");
    }
    return to;
  }

  private Exchange.Answered answered(Response response, String finalUrl, boolean redirect)
      throws IOException {
    byte[] body = redirect ? new byte[0] : BodyLimit.read(response, request.maxBytes());
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.headers().toMultimap());
    headers.remove("Content-Encoding");
    headers.remove("Content-Length");
    return new Exchange.Answered(
        response.code(), Collections.unmodifiableMap(headers), body, finalUrl);
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(FailureReason.REDIRECT_REFUSED, detail);
  }
}
