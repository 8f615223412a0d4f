package dev.hato.activitypub;

import dev.hato.httpsig.SignableMessage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
  /** Copies the headers. */
  public ApRequest {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    headers = copy;
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
