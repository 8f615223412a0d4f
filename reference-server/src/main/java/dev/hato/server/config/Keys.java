package dev.hato.server.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The key table: every name that may be configured, in the order in which it is shown. */
public final class Keys {
  /** All keys. */
  public static final List<Key> ALL =
      List.of(
          Key.of("domain", "", "the part after @ in handles; localhost:PORT when not set"),
          Key.of("web-domain", "", "host of ids and pages when it differs from the domain"),
          Key.of("base-scheme", "", "scheme of ids; http for a loopback domain, else https"),
          Key.of("http.port", "8080", "port of the web server"),
          Key.of("http.bind", "127.0.0.1", "address to listen on"),
          Key.of("http.trusted-proxies", "", "addresses whose X-Forwarded-For counts"),
          Key.of("http.rate-limits", "true", "false for load tests and conformance runs"),
          Key.of("data-dir", "./data", "embedded database, index, media, generated secrets"),
          Key.of("database.url", "", "JDBC URL; the embedded database in data-dir when not set"),
          Key.of("database.username", "hato", "user of the database"),
          Key.secret("database.password", "password of the database"),
          Key.of("database.listen-url", "", "past PgBouncer, where new jobs are heard of; or off"),
          Key.later("database.replicas", "read replicas"),
          Key.later("redis.url", "feeds and streaming between processes"),
          Key.later("redis.cache-url", "a shared cache"),
          Key.later("redis.limits-url", "shared rate limits"),
          Key.later("search.url", "a search server"),
          Key.later("media.s3.endpoint", "an S3-compatible store for media"),
          Key.later("media.s3.bucket", "an S3-compatible store for media"),
          Key.later("media.s3.access-key", "an S3-compatible store for media"),
          Key.later("media.s3.secret-key", "an S3-compatible store for media"),
          Key.later("mail.smtp-url", "sending of mails"),
          Key.later("mail.from", "sending of mails"),
          Key.of("roles", "all", "what this process does"),
          Key.of("worker.queues", "", "queues and their concurrency: default=8,deliver=32"),
          Key.of("registrations", "approval", "open, approval or closed"),
          Key.of("federation.enabled", "true", "false keeps this server to itself"),
          Key.of("federation.allow-private-addresses", "false", "for tests and closed networks"),
          Key.of("federation.allow-http", "", "plain http; true when base-scheme is http"),
          Key.of("federation.trusted-ca", "", "PEM file of a further CA for outgoing TLS"),
          Key.of("federation.authorized-fetch", "false", "ActivityPub GET needs a signature"),
          Key.of("federation.first-knock", "cavage", "cavage or rfc9421: how requests are signed"),
          Key.of("federation.signing-key", "rsa", "rsa or ed25519, for the keys of new accounts"),
          Key.of("metrics.bind", "127.0.0.1:9090", "address of the metrics; blank for none"),
          Key.of("log.format", "text", "text or json"));

  private static final Map<String, Key> BY_NAME = new LinkedHashMap<>();

  static {
    ALL.forEach(key -> BY_NAME.put(key.name(), key));
  }

  private Keys() {}

  public static Optional<Key> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static Optional<Key> byVariable(String variable) {
    return ALL.stream().filter(key -> key.variable().equals(variable)).findFirst();
  }

  /** The known name that is closest to what somebody wrote. */
  static Key nearest(String written) {
    return ALL.stream().min(Comparator.comparingInt(key -> distance(key.name(), written))).get();
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(before[j], row[j - 1]) + 1);
      }
      before = row;
    }
    return before[b.length()];
  }
}
