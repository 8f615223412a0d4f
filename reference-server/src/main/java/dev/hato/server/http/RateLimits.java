package dev.hato.server.http;

import static dev.hato.server.http.Throttle.Key.ADDRESS;
import static dev.hato.server.http.Throttle.Key.ANONYMOUS_ADDRESS;
import static dev.hato.server.http.Throttle.Key.PAGING;
import static dev.hato.server.http.Throttle.Key.TOKEN;
import static dev.hato.server.http.Throttle.Key.USER;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts requests in fixed windows with Mastodon's numbers, which clients expect. Counters live in
 * a bounded map (J17): a flood of addresses evicts counters, it does not fill the heap. Safe for
 * many threads.
 */
public final class RateLimits {
  private static final int MOST_COUNTERS = 200_000;
  private static final List<Throttle> TABLE =
      List.of(
          Throttle.api("user", 1500, 5, USER),
          Throttle.api("token", 300, 5, TOKEN),
          Throttle.api("address", 300, 5, ANONYMOUS_ADDRESS),
          Throttle.api("paging", 300, 15, PAGING),
          Throttle.routes("media", 30, 30, USER, "POST /api/v1/media", "POST /api/v2/media"),
          Throttle.routes(
              "delete",
              30,
              30,
              USER,
              "DELETE /api/v1/statuses/{id}",
              "POST /api/v1/statuses/{id}/unreblog"),
          Throttle.routes("sign-up", 5, 30, ADDRESS, "POST /api/v1/accounts"),
          Throttle.routes("apps", 5, 10, ADDRESS, "POST /api/v1/apps"),
          Throttle.routes(
              "login",
              25,
              5,
              ADDRESS,
              "POST /auth/sign_in",
              "POST /auth/sign_up",
              "POST /auth/password",
              "POST /auth/confirmation"),
          Throttle.routes("password", 10, 10, USER, "POST /settings/password"),
          Throttle.routes("setup", 5, 10, ADDRESS, "POST /setup", "POST /auth/setup"));

  private final InstantSource clock;
  private final boolean enabled;
  private final Cache<String, Counter> counters;

  private RateLimits(InstantSource clock, boolean enabled) {
    this.clock = clock;
    this.enabled = enabled;
    this.counters =
        Caffeine.newBuilder()
            .maximumSize(MOST_COUNTERS)
            .expireAfter(Expiry.<String, Counter>creating((_, counter) -> counter.period()))
            .build();
  }

  /** The limits of {@code http.rate-limits = true}. */
  public static RateLimits standard(InstantSource clock) {
    return new RateLimits(clock, true);
  }

  /** Counts nothing: load tests and conformance runs. */
  public static RateLimits off() {
    return new RateLimits(() -> Instant.EPOCH, false);
  }

  private record Counter(AtomicInteger count, Duration period) {}

  /** The state of the tightest limit that a request met, for its X-RateLimit headers. */
  record Standing(int limit, int count, Instant reset) {
    int remaining() {
      return Math.max(0, limit - count);
    }
  }

  /** Counts a request everywhere it belongs; 429 when one of the limits is used up. */
  Optional<Standing> count(Route route, HttpRequest request) {
    if (!enabled) {
      return Optional.empty();
    }
    Standing tightest = null;
    Instant now = clock.instant();
    for (Throttle throttle : TABLE) {
      Optional<String> key = applies(throttle, route) ? key(throttle, request) : Optional.empty();
      if (key.isPresent()) {
        Standing standing = count(throttle, key.get(), now);
        if (standing.count() > standing.limit()) {
          throw Problem.tooMany(Duration.between(now, standing.reset()));
        }
        if (tightest == null || standing.remaining() < tightest.remaining()) {
          tightest = standing;
        }
      }
    }
    return Optional.ofNullable(tightest);
  }

  private Standing count(Throttle throttle, String key, Instant now) {
    long period = throttle.period().toSeconds();
    long window = now.getEpochSecond() / period;
    Counter counter =
        counters.get(
            throttle.name() + '|' + key + '|' + window,
            _ -> new Counter(new AtomicInteger(), throttle.period()));
    return new Standing(
        throttle.limit(),
        counter.count().incrementAndGet(),
        Instant.ofEpochSecond((window + 1) * period));
  }

  private static boolean applies(Throttle throttle, Route route) {
    return throttle.routes().isEmpty()
        ? route.template().startsWith("/api/")
        : throttle.routes().contains(route.toString());
  }

  private static Optional<String> key(Throttle throttle, HttpRequest request) {
    Optional<String> user = user(request.caller());
    return switch (throttle.key()) {
      case USER -> user;
      case TOKEN ->
          request.caller() instanceof Caller.UserCaller token
              ? Optional.of("token " + token.tokenId())
              : Optional.empty();
      case ANONYMOUS_ADDRESS ->
          user.isPresent() ? Optional.empty() : Optional.of(block(request.remoteAddress()));
      case ADDRESS -> Optional.of(block(request.remoteAddress()));
      case PAGING ->
          request.isPaging()
              ? Optional.of(user.orElseGet(() -> block(request.remoteAddress())))
              : Optional.empty();
    };
  }

  private static Optional<String> user(Caller caller) {
    return switch (caller) {
      case Caller.UserCaller user -> Optional.of("user " + user.userId());
      case Caller.SessionCaller session -> Optional.of("user " + session.userId());
      case Caller.Anonymous _, Caller.AppCaller _ -> Optional.empty();
    };
  }

  /** One person has a whole IPv6 /64. */
  private static String block(String address) {
    InetAddress parsed = InetAddress.ofLiteral(address);
    return parsed instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
        : address;
  }
}
