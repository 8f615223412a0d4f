package dev.hato.server.http;

import java.time.Duration;
import java.util.Set;

/**
 * One line of the table of rate limits: so many requests per period and key. A line with routes
 * counts only those ({@code POST /api/v1/apps}); one without counts everything below {@code /api}.
 */
record Throttle(String name, int limit, Duration period, Key key, Set<String> routes) {
  /** What a count belongs to. */
  enum Key {
    /** The logged-in person. */
    USER,
    /** The bearer token. */
    TOKEN,
    /** The client's address (a /64 for IPv6), of requests without a person. */
    ANONYMOUS_ADDRESS,
    /** The client's address, whoever it is. */
    ADDRESS,
    /** The person, or the address of a stranger, of requests that page. */
    PAGING
  }

  static Throttle api(String name, int limit, int minutes, Key key) {
    return new Throttle(name, limit, Duration.ofMinutes(minutes), key, Set.of());
  }

  static Throttle routes(String name, int limit, int minutes, Key key, String... routes) {
    return new Throttle(name, limit, Duration.ofMinutes(minutes), key, Set.of(routes));
  }
}
