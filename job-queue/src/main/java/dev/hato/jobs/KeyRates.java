package dev.hato.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets so many jobs of a concurrency key start in so much time: each key has a bucket of that many
 * tokens that fills evenly. Not thread-safe.
 */
final class KeyRates {
  private static final int CLEAN_AT = 1_000;

  /**
   * What is allowed of one key.
   *
   * @param jobs so many at once, and so many in each {@code per}
   */
  record Rate(int jobs, Duration per) {
    static final Rate UNLIMITED = new Rate(Integer.MAX_VALUE, Duration.ofNanos(1));

    Rate {
      if (jobs < 1 || !per.isPositive()) {
        throw new IllegalArgumentException("not a rate: %d jobs in %s".formatted(jobs, per));
      }
    }
  }

  private record Bucket(double tokens, Instant at) {}

  private final Rate rate;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new HashMap<>();

  KeyRates(Rate rate, InstantSource clock) {
    this.rate = rate;
    this.clock = clock;
  }

  boolean areUnlimited() {
    return rate.equals(Rate.UNLIMITED);
  }

  /** Takes a token, when there is one; jobs without a key need none. */
  boolean tryTake(String key) {
    if (areUnlimited() || key.isEmpty()) {
      return true;
    }
    Instant now = clock.instant();
    double tokens = tokens(key, now);
    if (tokens < 1) {
      return false;
    }
    buckets.put(key, new Bucket(tokens - 1, now));
    if (buckets.size() >= CLEAN_AT) {
      buckets.keySet().removeIf(other -> tokens(other, now) >= rate.jobs());
    }
    return true;
  }

  /** A job that took a token did not start. */
  void giveBack(String key) {
    buckets.computeIfPresent(
        key, (name, bucket) -> new Bucket(Math.min(rate.jobs(), bucket.tokens() + 1), bucket.at()));
  }

  /** How many jobs of each key may start now; a key that is not named may use the whole rate. */
  Map<String, Integer> left() {
    Instant now = clock.instant();
    Map<String, Integer> left = new HashMap<>();
    buckets.keySet().forEach(key -> left.put(key, (int) tokens(key, now)));
    return left;
  }

  /** A clock that was set back fills nothing until it has caught up. */
  private double tokens(String key, Instant now) {
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      return rate.jobs();
    }
    double passed = Math.max(0, Duration.between(bucket.at(), now).toNanos());
    return Math.min(rate.jobs(), bucket.tokens() + passed / rate.per().toNanos() * rate.jobs());
  }
}
