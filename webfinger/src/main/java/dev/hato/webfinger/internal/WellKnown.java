package dev.hato.webfinger.internal;

import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.FailureReason;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SafeRequest;
import java.time.Duration;

/** Asks hosts for their well-known documents, with the limits that such small documents need. */
public final class WellKnown {
  private static final int MAX_BYTES = 256 * 1024;
  private static final int REDIRECTS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final SafeHttpClient http;
  private final boolean allowHttp;

  /**
   * Asks through a client.
   *
   * @param http the way out
   * @param allowHttp loopback hosts are asked by http, others when https finds no server
   */
  public WellKnown(SafeHttpClient http, boolean allowHttp) {
    this.http = http;
    this.allowHttp = allowHttp;
  }

  /** Asks a host, by the scheme that fits it. */
  public Exchange get(String host, String path, String accept) {
    if (allowHttp && isLoopback(host)) {
      return get("http://" + host + path, accept);
    }
    Exchange exchange = get("https://" + host + path, accept);
    boolean noHttps =
        exchange instanceof Exchange.Failed failed
            && (failed.reason() == FailureReason.CONNECT
                || failed.reason() == FailureReason.TLS
                || failed.reason() == FailureReason.IO);
    return allowHttp && noHttps ? get("http://" + host + path, accept) : exchange;
  }

  /** Asks a URL. */
  public Exchange get(String url, String accept) {
    return http.send(
        SafeRequest.get(url)
            .header("Accept", accept)
            .maxBytes(MAX_BYTES)
            .timeout(TIMEOUT)
            .redirects(REDIRECTS)
            .build());
  }

  private static boolean isLoopback(String host) {
    int colon = host.indexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    return name.equals("localhost") || name.endsWith(".localhost") || name.startsWith("127.");
  }
}
