package dev.hato.httpsig;

import java.util.List;
import java.util.Map;

/**
 * The smallest view of a request that signing and verifying share: a web server and an HTTP client
 * can both give it.
 *
 * <p>Implementations are read-only while a signature is made or checked; nothing here keeps a
 * reference to them.
 */
public interface SignableMessage {
  /** The request method in upper case, as on the wire. */
  String method();

  /**
   * {@code http} or {@code https}, the scheme that the client used (behind a proxy: the outer one).
   */
  String scheme();

  /**
   * Host and, unless it is the scheme's default, {@code :port}: what the {@code Host} header holds.
   */
  String authority();

  /** Raw path, and {@code ?} with the raw query when there is one, byte for byte as on the wire. */
  String requestTarget();

  /**
   * All values of a header in order, one entry for each line; empty when it is absent.
   *
   * @param name in any case
   */
  List<String> header(String name);

  /** A message over the given parts; header names may be in any case and are copied. */
  static SignableMessage of(
      String method,
      String scheme,
      String authority,
      String requestTarget,
      Map<String, List<String>> headers) {
    return new PlainMessage(method, scheme, authority, requestTarget, headers);
  }
}
