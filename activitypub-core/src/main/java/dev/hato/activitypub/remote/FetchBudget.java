package dev.hato.activitypub.remote;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one operation may fetch in all: the handling of an inbound activity, a search, a thread. It
 * ends chains that others can make as long as they like (actors that mention actors, replies to
 * replies, pages after pages). Hand the same budget on; thread-safe.
 */
public final class FetchBudget {
  private static final int STANDARD_REQUESTS = 20;
  private static final long STANDARD_BYTES = 8L * 1024 * 1024;
  private static final Duration STANDARD_TIME = Duration.ofMinutes(1);

  private final AtomicInteger requests;
  private final AtomicLong bytes;
  private final Instant deadline;
  private final InstantSource clock;

  private FetchBudget(int requests, long bytes, Duration time, InstantSource clock) {
    this.requests = new AtomicInteger(requests);
    this.bytes = new AtomicLong(bytes);
    this.deadline = clock.instant().plus(time);
    this.clock = clock;
  }

  /**
   * A budget that starts now.
   *
   * @param requests how many requests; a WebFinger look-up counts as three
   * @param bytes how many bytes of answers
   * @param time after which nothing more is asked
   */
  public static FetchBudget of(int requests, long bytes, Duration time, InstantSource clock) {
    return new FetchBudget(requests, bytes, time, clock);
  }

  /** 20 requests, 8 MiB, one minute: enough for one activity. */
  public static FetchBudget standard(InstantSource clock) {
    return of(STANDARD_REQUESTS, STANDARD_BYTES, STANDARD_TIME, clock);
  }

  /** How many requests are left. */
  public int requestsLeft() {
    return Math.max(0, requests.get());
  }

  /** How much time is left; zero when none is. */
  Duration timeLeft() {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Takes requests out of the budget; false when it is spent in any of its three measures. */
  boolean take(int count) {
    return bytes.get() > 0 && !timeLeft().isZero() && requests.addAndGet(-count) >= 0;
  }

  void received(int length) {
    bytes.addAndGet(-length);
  }
}
