package dev.hato.server.signup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hato.server.kernel.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slows down guessing at one person's password from many addresses; what one address may do is the
 * front door's business. Counts failures of a login, whether or not there is such a person, within
 * an hour of the first. Bounded; thread-safe.
 */
final class LoginThrottle {
  private static final int FAILURES = 25;
  private static final int MOST_LOGINS = 100_000;
  private static final Duration WINDOW = Duration.ofHours(1);

  private final Cache<String, AtomicInteger> failures;

  LoginThrottle(InstantSource clock) {
    this.failures =
        Caffeine.newBuilder()
            .maximumSize(MOST_LOGINS)
            .expireAfterWrite(WINDOW)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** Counts an attempt before its password is looked at; 429 when there were too many. */
  void attempt(String login) {
    if (failures.get(login, _ -> new AtomicInteger()).incrementAndGet() > FAILURES) {
      throw Problem.tooMany(WINDOW);
    }
  }

  /** A good password takes the failures back. */
  void succeeded(String login) {
    failures.invalidate(login);
  }
}
