package dev.hato.httpsig.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The only way out: every request to an address that came from outside goes through this client.
 *
 * <p>A name is resolved once for a connection, every address is checked against the {@link
 * AddressPolicy}, and the address that is dialled is the one that was checked. Time, bytes and
 * redirects have limits, and so have requests to one host at a time; only https is spoken unless
 * allowed otherwise, as HTTP/2 where the peer can. No proxy, cookies, caches or credentials of the
 * environment are used.
 *
 * <p>Safe for threads; {@link #send} blocks its thread and is meant for virtual threads. One client
 * serves a whole process, because it keeps connections to many hosts open.
 */
public final class SafeHttpClient implements AutoCloseable {
  private static final int IDLE_CONNECTIONS = 500;
  private static final int IDLE_SECONDS = 60;

  private final CheckedDns dns;
  private final Budgets budgets;
  private final WayOut out;

  private SafeHttpClient(Builder builder) {
    this.budgets = builder.budgets;
    this.dns = new CheckedDns(builder.resolver, builder.addressPolicy, budgets.dns());
    this.out =
        new WayOut(
            okHttp(builder, dns),
            new HostGate(builder.requestsPerHost),
            builder.userAgent,
            builder.allowHttp,
            builder.proxy.map(proxy -> builder.addressPolicy),
            builder.listener);
  }

  /** Starts a client with safe defaults. */
  public static Builder newBuilder() {
    return new Builder();
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @return an answer of any status, or why there is none; trouble of the network or with the URL
   *     is never an exception
   */
  public Exchange send(SafeRequest request) {
    TlsDeadline tls = new TlsDeadline(budgets.tls());
    try {
      return new Hops(out, request, tls).run();
    } catch (IOException e) {
      return Failures.of(e, tls);
    }
  }

  /** Closes idle connections; requests that are under way fail or end by themselves. */
  @Override
  public void close() {
    dns.close();
    out.http().connectionPool().evictAll();
  }

  private OkHttpClient okHttp(Builder builder, CheckedDns checkedDns) {
    OkHttpClient.Builder okHttp =
        new OkHttpClient.Builder()
            .dns(checkedDns)
            .socketFactory(new CheckedSockets(builder.dialPolicy()))
            .proxy(builder.proxy.orElse(Proxy.NO_PROXY))
            .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
            .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
            .followRedirects(false)
            .followSslRedirects(false)
            .fastFallback(false)
            .connectTimeout(budgets.connect())
            .readTimeout(budgets.read())
            .writeTimeout(budgets.read())
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
            .eventListenerFactory(
                call ->
                    Optional.<EventListener>ofNullable(call.request().tag(TlsDeadline.class))
                        .orElse(EventListener.NONE));
    builder.trustedCa.ifPresent(
        pem -> {
          TlsTrust trust = TlsTrust.withAlso(pem);
          okHttp.sslSocketFactory(trust.sockets(), trust.trustManager());
        });
    return okHttp.build();
  }

  /** How the client behaves; every part has a safe default. */
  public static final class Builder {
    private AddressPolicy addressPolicy = AddressPolicy.PUBLIC_ONLY;
    private HostResolver resolver = HostResolver.SYSTEM;
    private boolean allowHttp;
    private Budgets budgets = Budgets.DEFAULT;
    private Optional<Path> trustedCa = Optional.empty();
    private String userAgent = "Hato";
    private Optional<Proxy> proxy = Optional.empty();
    private int requestsPerHost = 16;
    private HopListener listener = HopListener.NONE;

    private Builder() {}

    /** Which addresses may be dialled. {@link AddressPolicy#PUBLIC_ONLY} unless set. */
    public Builder addressPolicy(AddressPolicy policy) {
      this.addressPolicy = requireNonNull(policy);
      return this;
    }

    /** Who knows the addresses of names. The operating system unless set. */
    public Builder resolver(HostResolver resolver) {
      this.resolver = requireNonNull(resolver);
      return this;
    }

    /** Whether http is spoken beside https. No unless set. */
    public Builder allowHttp(boolean allowed) {
      this.allowHttp = allowed;
      return this;
    }

    /** The time for each step. {@link Budgets#DEFAULT} unless set. */
    public Builder budgets(Budgets budgets) {
      this.budgets = requireNonNull(budgets);
      return this;
    }

    /** A PEM file with certificate authorities to trust beside those of the JVM. */
    public Builder trustedCa(Path pem) {
      this.trustedCa = Optional.of(pem);
      return this;
    }

    /**
     * An HTTP proxy that dials in our place. It looks up the names, so it must refuse inner
     * addresses itself; here only those that stand in a URL are refused. Nothing else than the
     * proxy is dialled. None unless set.
     *
     * @param address of the proxy, resolved
     */
    public Builder proxy(InetSocketAddress address) {
      if (address.isUnresolved()) {
        throw new IllegalArgumentException("The proxy has no known address: " + address);
      }
      this.proxy = Optional.of(new Proxy(Proxy.Type.HTTP, address));
      return this;
    }

    /** How many requests to one host may be under way; the others wait. 16 unless set. */
    public Builder requestsPerHost(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("At least one request must be allowed, not " + limit);
      }
      this.requestsPerHost = limit;
      return this;
    }

    /** Hears of each answer. Nobody unless set. */
    public Builder listener(HopListener hears) {
      this.listener = requireNonNull(hears);
      return this;
    }

    private AddressPolicy dialPolicy() {
      return proxy
          .<AddressPolicy>map(
              way ->
                  address ->
                      way.address() instanceof InetSocketAddress inet
                          && address.equals(inet.getAddress()))
          .orElse(addressPolicy);
    }

    /** What the {@code User-Agent} header says; {@code Hato} unless set. */
    public Builder userAgent(String userAgent) {
      this.userAgent = Headers.of("User-Agent", userAgent).value(0);
      return this;
    }

    /**
     * The client.
     *
     * @throws IllegalArgumentException when the file of authorities holds none
     * @throws java.io.UncheckedIOException when it cannot be read
     */
    public SafeHttpClient build() {
      return new SafeHttpClient(this);
    }
  }
}
