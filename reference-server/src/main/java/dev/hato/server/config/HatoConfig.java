package dev.hato.server.config;

import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.SignatureFormat;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checked configuration, one record per part. Immutable; made by {@link #of} from the settings
 * of a start.
 *
 * @param settings the values it was made from, for showing
 */
public record HatoConfig(
    Site site, Http http, Storage storage, Work work, Policy policy, Settings settings) {
  /** Names of this server: the domain in handles, the host of ids, the scheme of both. */
  public record Site(String domain, String webDomain, String scheme) {
    /** The beginning of every id and page of this server, without a slash at the end. */
    public String baseUrl() {
      return scheme + "://" + webDomain;
    }

    /** The host and port that requests to this server name. */
    public String authority() {
      return webDomain;
    }

    public boolean secure() {
      return scheme.equals("https");
    }

    /** Where clients open streams. */
    public String streamingUrl() {
      return (secure() ? "wss://" : "ws://") + webDomain;
    }
  }

  /** Where the web server listens and whom it believes. */
  public record Http(String bind, int port, List<String> trustedProxies, boolean rateLimits) {}

  /** Where things are kept. */
  public record Storage(
      Path dataDir, String url, String username, String password, Optional<String> listenUrl) {
    public boolean embedded() {
      return url.startsWith("jdbc:h2:");
    }

    @Override
    public String toString() {
      return "Storage[" + dataDir + ", " + url + ", " + username + "]";
    }
  }

  /**
   * Concurrency per queue where it differs from the default, the address of metrics, the form of
   * logs.
   */
  public record Work(
      Map<String, Integer> queues, Optional<HostPort> metrics, LogFormat logFormat) {}

  /** Who may join and whom this server talks to. */
  public record Policy(Registrations registrations, Federation federation) {}

  /** How this server talks to others. */
  public record Federation(
      boolean enabled,
      boolean allowPrivateAddresses,
      boolean allowHttp,
      Optional<Path> trustedCa,
      boolean authorizedFetch,
      SignatureFormat firstKnock,
      KeyAlgorithm signingKey) {}

  /** An address to listen on. */
  public record HostPort(String host, int port) {}

  /** Whether people may join. */
  public enum Registrations {
    OPEN,
    APPROVAL,
    CLOSED
  }

  /** The form of log lines. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  /** Checks every value; a bad one is a {@link ConfigException} that says what to write. */
  public static HatoConfig of(Settings read) {
    int port = new Checks(read).port("http.port");
    Settings settings = derived(read);
    Checks checks = new Checks(settings);
    return new HatoConfig(
        new Site(
            checks.authority("domain"),
            checks.authority("web-domain"),
            checks.oneOf("base-scheme", List.of("https", "http"))),
        new Http(
            settings.text("http.bind"),
            port,
            checks.addresses("http.trusted-proxies"),
            checks.bool("http.rate-limits")),
        new Storage(
            Path.of(settings.text("data-dir")),
            checks.jdbcUrl("database.url"),
            settings.text("database.username"),
            settings.text("database.password"),
            checks.listenUrl("database.listen-url", "database.url")),
        new Work(
            checks.queues("worker.queues"),
            checks.hostPort("metrics.bind"),
            checks.constant("log.format", LogFormat.class)),
        policy(checks),
        settings);
  }

  private static Policy policy(Checks checks) {
    checks.oneOf("roles", List.of("all"));
    return new Policy(
        checks.constant("registrations", Registrations.class),
        new Federation(
            checks.bool("federation.enabled"),
            checks.bool("federation.allow-private-addresses"),
            checks.bool("federation.allow-http"),
            checks.file("federation.trusted-ca"),
            checks.bool("federation.authorized-fetch"),
            firstKnock(checks),
            signingKey(checks)));
  }

  private static SignatureFormat firstKnock(Checks checks) {
    return checks.oneOf("federation.first-knock", List.of("cavage", "rfc9421")).equals("cavage")
        ? SignatureFormat.CAVAGE_12
        : SignatureFormat.RFC_9421;
  }

  private static KeyAlgorithm signingKey(Checks checks) {
    return checks.oneOf("federation.signing-key", List.of("rsa", "ed25519")).equals("rsa")
        ? KeyAlgorithm.RSA
        : KeyAlgorithm.ED25519;
  }

  /** Defaults that follow from other keys. */
  private static Settings derived(Settings read) {
    Settings named = read.withDerived("domain", "localhost:" + read.text("http.port"));
    Settings hosted = named.withDerived("web-domain", named.text("domain"));
    Settings schemed =
        hosted.withDerived("base-scheme", isLoopback(hosted.text("web-domain")) ? "http" : "https");
    boolean plain = schemed.text("base-scheme").equals("http");
    return schemed
        .withDerived("federation.allow-http", Boolean.toString(plain))
        .withDerived(
            "database.url",
            "jdbc:h2:file:"
                + Path.of(schemed.text("data-dir")).toAbsolutePath().normalize().resolve("hato"));
  }

  private static boolean isLoopback(String authority) {
    String host = URI.create("http://" + authority).getHost();
    return host != null
        && (host.equals("localhost")
            || host.endsWith(".localhost")
            || host.startsWith("127.")
            || host.equals("[::1]"));
  }
}
