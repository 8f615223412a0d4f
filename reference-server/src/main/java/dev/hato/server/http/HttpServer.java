package dev.hato.server.http;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The front door: HTTP/1.1 on one address, a virtual thread per request. Handler tree: graceful,
 * header deadline, edge, mounts, router. Nothing is static: several servers run in one JVM.
 */
public final class HttpServer implements AutoCloseable {
  /** No bare line feeds, no two lengths, no length beside chunks (J09, J10, J11). */
  private static final HttpCompliance COMPLIANCE =
      HttpCompliance.RFC9110.without(
          "HATO",
          HttpCompliance.Violation.LF_HEADER_TERMINATION,
          HttpCompliance.Violation.LF_CHUNK_TERMINATION,
          HttpCompliance.Violation.MULTIPLE_CONTENT_LENGTHS,
          HttpCompliance.Violation.TRANSFER_ENCODING_WITH_CONTENT_LENGTH,
          HttpCompliance.Violation.DUPLICATE_HOST_HEADERS);

  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Server jetty;
  private final ServerConnector connector;

  private HttpServer(Builder builder) {
    VirtualThreadPool threads = new VirtualThreadPool();
    threads.setName("http");
    jetty = new Server(threads);
    connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(configuration(builder)));
    connector.setHost(builder.address.getHostString());
    connector.setPort(builder.address.getPort());
    connector.setIdleTimeout(builder.limits.times().idle().toMillis());
    connector.setAcceptQueueSize(1024);
    connector.addBean(new NetworkConnectionLimit(builder.limits.load().connections(), connector));
    jetty.addConnector(connector);
    jetty.setStopTimeout(DRAIN.toMillis());
    Problems problems = new Problems(builder.errorPage);
    jetty.setErrorHandler(new JettyErrors(problems));
    HeaderDeadline deadline =
        new HeaderDeadline(
            edge(builder, problems), builder.limits.times(), connector.getScheduler());
    connector.addBean(deadline, false);
    jetty.setHandler(new GracefulHandler(deadline));
    builder.mounts.forEach(mount -> mount.mounted(jetty));
  }

  public static Builder newBuilder() {
    return new Builder();
  }

  /** Opens the address; throws what the system says when it is taken. */
  public HttpServer start() throws Exception {
    jetty.start();
    return this;
  }

  /** The port that was opened: of interest when 0 was asked for. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Takes no more requests, lets running ones end for a while, then closes. */
  @Override
  public void close() {
    try {
      jetty.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("The web server did not stop cleanly", e);
    }
  }

  private static Handler edge(Builder builder, Problems problems) {
    Router router =
        new Router(
            builder.routes,
            new Router.Guards(
                new BodyReader(builder.limits, builder.temporary()),
                new Admission(builder.limits.load()),
                builder.visits,
                new Gate(builder.authenticator),
                requireNonNull(builder.rateLimits, "rateLimits: RateLimits.off() counts nothing")),
            problems);
    return new Edge(
        mounted(builder.mounts, router),
        new Edge.Settings(
            builder.baseUrl, builder.proxies, builder.limits, requestIds(builder.random())),
        problems,
        builder.recorder);
  }

  private static Handler mounted(List<Mount> mounts, Handler next) {
    return mounts.isEmpty()
        ? next
        : new Handler.Wrapper(next) {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            for (Mount mount : mounts) {
              if (mount.handle(request, response, callback)) {
                return true;
              }
            }
            return super.handle(request, response, callback);
          }
        };
  }

  private static java.util.function.Supplier<String> requestIds(RandomGenerator random) {
    return () -> HexFormat.of().toHexDigits(random.nextLong());
  }

  private static HttpConfiguration configuration(Builder builder) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(builder.limits.sizes().headers());
    configuration.setHttpCompliance(COMPLIANCE);
    configuration.setUriCompliance(UriCompliance.DEFAULT);
    configuration.setRelativeRedirectAllowed(true);
    return configuration;
  }

  /**
   * Everything the front door needs; address, base URL, temporary folder, random and rate limits
   * are required.
   */
  public static final class Builder {
    private InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", 0);
    private String baseUrl = "";
    private final List<Route> routes = new ArrayList<>();
    private final List<Mount> mounts = new ArrayList<>();
    private Authenticator authenticator = Authenticator.NONE;
    private TrustedProxies proxies = TrustedProxies.NONE;
    private HttpLimits limits = HttpLimits.DEFAULT;
    private ErrorPage errorPage = new PlainErrorPage();
    private Recorder recorder = Recorder.NONE;
    private Visits visits = Visits.UNCOUNTED;
    private @Nullable RateLimits rateLimits;
    private @Nullable Path temporary;
    private @Nullable RandomGenerator random;

    private Builder() {}

    /** Host and port to listen on; port 0 takes a free one. */
    public Builder address(String host, int port) {
      this.address = InetSocketAddress.createUnresolved(host, port);
      return this;
    }

    /** Scheme and host of this server's own URLs, without a slash at the end. */
    public Builder baseUrl(String url) {
      this.baseUrl = url;
      return this;
    }

    public Builder routes(List<Route> more) {
      routes.addAll(more);
      return this;
    }

    public Builder mount(Mount mount) {
      mounts.add(mount);
      return this;
    }

    public Builder authenticator(Authenticator port) {
      this.authenticator = port;
      return this;
    }

    public Builder trustedProxies(TrustedProxies trusted) {
      this.proxies = trusted;
      return this;
    }

    public Builder limits(HttpLimits other) {
      this.limits = other;
      return this;
    }

    public Builder rateLimits(RateLimits other) {
      this.rateLimits = other;
      return this;
    }

    public Builder errorPage(ErrorPage page) {
      this.errorPage = page;
      return this;
    }

    public Builder recorder(Recorder hook) {
      this.recorder = hook;
      return this;
    }

    public Builder visits(Visits hook) {
      this.visits = hook;
      return this;
    }

    /** An existing folder for uploads while they are handled. */
    public Builder temporaryFolder(Path folder) {
      this.temporary = folder;
      return this;
    }

    /** Where request ids come from; must be safe for many threads. */
    public Builder random(RandomGenerator source) {
      this.random = source;
      return this;
    }

    public HttpServer build() {
      return new HttpServer(this);
    }

    private Path temporary() {
      return requireNonNull(temporary, "temporaryFolder: give an existing folder");
    }

    private RandomGenerator random() {
      return requireNonNull(random, "random: give a source of request ids");
    }
  }
}
