package dev.hato.jobs.spi;

import java.util.Objects;

/**
 * What holds for a queue in all processes that work on a store.
 *
 * @param queue its name
 * @param paused nothing is taken from it; what runs ends, what is added waits
 * @param running most jobs that are held at a time
 * @param perKey most of them with the same concurrency key
 */
public record QueueRule(String queue, boolean paused, int running, int perKey) {
  /** As many as the workers can. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  public QueueRule {
    Objects.requireNonNull(queue, "queue");
    if (running < 1 || perKey < 1) {
      throw new IllegalArgumentException(
          "queue %s needs limits of at least 1, not %d and %d; to stop it, pause it"
              .formatted(queue, running, perKey));
    }
  }

  /** The rule of a queue for which none was made. */
  public static QueueRule none(String queue) {
    return new QueueRule(queue, false, UNLIMITED, UNLIMITED);
  }

  /** Whether claims have to count what all processes hold. */
  public boolean limits() {
    return running < UNLIMITED || perKey < UNLIMITED;
  }

  /** The same rule, paused or not. */
  public QueueRule withPaused(boolean now) {
    return new QueueRule(queue, now, running, perKey);
  }

  /** The same rule with other limits. */
  public QueueRule withLimits(int mostRunning, int mostPerKey) {
    return new QueueRule(queue, paused, mostRunning, mostPerKey);
  }
}
