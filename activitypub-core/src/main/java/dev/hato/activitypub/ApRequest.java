package dev.hato.activitypub;

import dev.hato.httpsig.SignableMessage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A request as any web server can give it: bytes in.
 *
 * @param method in upper case
 * @param scheme {@code http} or {@code https}, as the client used it (behind a proxy: the outer
 *     one)
 * @param authority the {@code Host} header
 * @param requestTarget raw path and query, exactly as on the wire
 * @param headers all values by name, names in any case
 * @param body the exact bytes, not copied; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes of one request, never compared
public record ApRequest(
    String method,
    String scheme,
    String authority,
    String requestTarget,
    Map<String, List<String>> headers,
    byte[] body) {
  private static final Pattern AUTHORITY =
      Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{1,5})?");
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~%-]{1,100}){1,10}");

  /** Copies the headers. */
  public ApRequest {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    headers = copy;
  }

  /**
   * The request as the client sent it to the proxy in front of us, which says so by {@code
   * X-Forwarded-Proto}, {@code -Host} and {@code -Prefix} (a path that it has cut off); of several
   * values the last one, which the nearest proxy wrote. What is missing or malformed changes
   * nothing.
   *
   * <p>Call this only behind a proxy that sets or removes these headers itself: from anybody else
   * they are lies. Signatures cover the outer address, so that with a wrong one nothing verifies.
   */
  public ApRequest behindProxy() {
    String proto = lastOf("X-Forwarded-Proto").toLowerCase(Locale.ROOT);
    String host = lastOf("X-Forwarded-Host");
    String prefix = lastOf("X-Forwarded-Prefix");
    String outer = AUTHORITY.matcher(host).matches() ? host : authority;
    Map<String, List<String>> outerHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    outerHeaders.putAll(headers);
    outerHeaders.put("Host", List.of(outer)); // which signatures cover by its name
    return new ApRequest(
        method,
        proto.equals("http") || proto.equals("https") ? proto : scheme,
        outer,
        PREFIX.matcher(prefix).matches() ? prefix + requestTarget : requestTarget,
        outerHeaders,
        body);
  }

  private String lastOf(String name) {
    String all = header(name);
    return all.substring(all.lastIndexOf(',') + 1).strip();
  }

  /** The raw path. */
  public String path() {
    int query = requestTarget.indexOf('?');
    return query < 0 ? requestTarget : requestTarget.substring(0, query);
  }

  /** The raw query without its question mark; empty for none. */
  public String rawQuery() {
    int query = requestTarget.indexOf('?');
    return query < 0 ? "" : requestTarget.substring(query + 1);
  }

  /** All values of a header, joined by commas; empty when it is absent. */
  public String header(String name) {
    return String.join(", ", headers.getOrDefault(name, List.of()));
  }

  SignableMessage message() {
    return SignableMessage.of(method, scheme, authority, requestTarget, headers);
  }
}
