package dev.hato.jobs.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A job whose lease had run out and which was taken away from its worker.
 *
 * @param jobId id of the job
 * @param type its job type
 * @param queue its queue
 * @param attempt the attempt that was cut off
 * @param buried true when it died too often and is now among the dead; false when it waits again
 */
public record Reaped(long jobId, String type, String queue, int attempt, boolean buried) {
  public Reaped {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(queue, "queue");
  }

  /**
   * How long a job waits after so many deaths that are put down to it: not at all after the first,
   * which is mostly none of its doing, and then longer each time. So a process lives a while
   * between two meetings with a job that kills it.
   */
  public static Duration pause(int crashes) {
    return crashes < 2 ? Duration.ZERO : Duration.ofSeconds(20L << Math.min(crashes - 2, 8));
  }

  /**
   * When a job runs again whose time was {@code runAt}: one that does not pause keeps its place.
   */
  public static Instant againAt(Instant runAt, Instant now, int crashes) {
    Duration pause = pause(crashes);
    return pause.isZero() ? runAt : now.plus(pause);
  }

  /** The error of a job that was buried because its workers died. */
  public static String quarantineReason(int crashes) {
    return "quarantined: its worker died " + crashes + " times while running it";
  }
}
