package dev.hato.httpsig.client;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import okhttp3.Headers;

/**
 * A request for {@link SafeHttpClient}: what to ask, and how much of time, bytes and redirects it
 * may cost. Immutable.
 *
 * <p>The URL may come from anybody and is judged when the request is sent. Method and headers come
 * from our own code: a wrong one is an {@link IllegalArgumentException} here.
 */
public final class SafeRequest {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "accept-encoding");

  private final String method;
  private final String url;
  private final Headers headers;
  private final byte[] body;
  private final int maxBytes;
  private final Duration timeout;
  private final int redirects;
  private final HopSigner hopSigner;

  private SafeRequest(Builder builder) {
    this.method = builder.method;
    this.url = builder.url;
    this.headers = builder.headers.build();
    this.body = builder.body;
    this.maxBytes = builder.maxBytes;
    this.timeout = builder.timeout;
    this.redirects = builder.redirects;
    this.hopSigner = builder.hopSigner;
  }

  /** Starts a GET. */
  public static Builder get(String url) {
    return new Builder("GET", url);
  }

  /** Starts a POST of these bytes. */
  public static Builder post(String url, String contentType, byte[] body) {
    return new Builder("POST", url).header("Content-Type", contentType).body(body);
  }

  /** Starts a request of any method: GET, HEAD, POST, PUT, PATCH or DELETE. */
  public static Builder newBuilder(String method, String url) {
    return new Builder(method, url);
  }

  /** The method, in upper case. */
  public String method() {
    return method;
  }

  /** The URL as it was given, not yet judged. */
  public String url() {
    return url;
  }

  Headers headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  int maxBytes() {
    return maxBytes;
  }

  Duration timeout() {
    return timeout;
  }

  int redirects() {
    return redirects;
  }

  HopSigner hopSigner() {
    return hopSigner;
  }

  boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  @Override
  public String toString() {
    return method + " " + url;
  }

  /** Collects the parts of a request. */
  public static final class Builder {
    private final String method;
    private final String url;
    private final Headers.Builder headers = new Headers.Builder();
    private byte[] body = {};
    private int maxBytes = 1024 * 1024;
    private Duration timeout = Duration.ofSeconds(30);
    private int redirects = 3;
    private HopSigner hopSigner = HopSigner.NONE;

    private Builder(String method, String url) {
      if (!METHODS.contains(method)) {
        throw new IllegalArgumentException("The method must be one of " + METHODS + ": " + method);
      }
      this.method = method;
      this.url = requireNonNull(url);
    }

    /**
     * Adds a header line.
     *
     * @throws IllegalArgumentException for a character that could forge another line, and for the
     *     headers of framing and {@code Host}, which the client sets itself
     */
    public Builder header(String name, String value) {
      if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("The client sets the header " + name + " itself");
      }
      headers.add(name, value);
      return this;
    }

    /** The bytes to send; not copied. */
    public Builder body(byte[] body) {
      this.body = requireNonNull(body);
      return this;
    }

    /** The largest answer to take, counted after decompression. 1 MiB unless set. */
    public Builder maxBytes(int bytes) {
      this.maxBytes = bytes;
      return this;
    }

    /** The time for everything, redirects included. 30 seconds unless set. */
    public Builder timeout(Duration total) {
      this.timeout = requireNonNull(total);
      return this;
    }

    /**
     * How many redirects to follow. 3 unless set. Whatever the number, a request that is not GET or
     * HEAD follows only 307 and 308 on the same scheme, host and port.
     */
    public Builder redirects(int hops) {
      this.redirects = hops;
      return this;
    }

    /** Signs each hop. */
    public Builder hopSigner(HopSigner signer) {
      this.hopSigner = requireNonNull(signer);
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException when a GET or HEAD has a body
     */
    public SafeRequest build() {
      if (body.length > 0 && (method.equals("GET") || method.equals("HEAD"))) {
        throw new IllegalArgumentException("A " + method + " has no body");
      }
      return new SafeRequest(this);
    }
  }
}
