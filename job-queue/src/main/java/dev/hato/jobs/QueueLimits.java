package dev.hato.jobs;

/**
 * How much of one queue a worker runs at a time.
 *
 * @param queue name of the queue
 * @param concurrency most jobs at a time
 * @param perKey most jobs at a time with the same concurrency key
 */
record QueueLimits(String queue, int concurrency, int perKey) {
  QueueLimits {
    if (concurrency < 1 || perKey < 1) {
      throw new IllegalArgumentException(
          "queue %s needs a concurrency and a limit per key of at least 1, not %d and %d"
              .formatted(queue, concurrency, perKey));
    }
  }
}
