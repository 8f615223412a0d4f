package dev.hato.jobs;

import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How much of one queue a worker runs at a time.
 *
 * @param queue name of the queue
 * @param concurrency most jobs at a time
 * @param perKey most jobs at a time with the same concurrency key
 * @param rate how many jobs with the same concurrency key may start in some time
 * @param yielding how far it gives way to others
 */
record QueueLimits(
    String queue, int concurrency, int perKey, KeyRates.Rate rate, Yielding yielding) {
  /**
   * To which limit a queue falls.
   *
   * @param floor so many jobs run under any pressure
   * @param pressure 1 at its target
   */
  record Yielding(int floor, DoubleSupplier pressure) {}

  QueueLimits {
    if (concurrency < 1 || perKey < 1) {
      throw new IllegalArgumentException(
          "queue %s needs a concurrency and a limit per key of at least 1, not %d and %d"
              .formatted(queue, concurrency, perKey));
    }
  }

  /** Limits of a queue that yields to nothing. */
  static QueueLimits of(String queue, int concurrency, int perKey) {
    return new QueueLimits(
        queue,
        concurrency,
        perKey,
        KeyRates.Rate.UNLIMITED,
        new Yielding(concurrency, () -> Double.NaN));
  }

  /** Most jobs with the same concurrency key that a worker holds; any where no more could start. */
  int heldPerKey() {
    return perKey < concurrency || !rate.equals(KeyRates.Rate.UNLIMITED)
        ? perKey
        : Integer.MAX_VALUE;
  }

  boolean yields() {
    return yielding.floor() < concurrency;
  }

  /** How the queue gives way in one worker. */
  GivingWay way(Optional<Lanes> lanes) {
    return new GivingWay(
        new YieldingLimit(yielding.floor(), concurrency, yielding.pressure()),
        yields() ? lanes : Optional.empty());
  }

  QueueLimits withRate(KeyRates.Rate perKeyRate) {
    return new QueueLimits(queue, concurrency, perKey, perKeyRate, yielding);
  }

  QueueLimits withYielding(Yielding giving) {
    return new QueueLimits(queue, concurrency, perKey, rate, giving);
  }
}
