package dev.hato.jobs.spi;

import java.util.List;

/**
 * The rules that hold for queues in all processes. They are kept by the store, and a claim heeds
 * them from the next one on; jobs of a queue that is paused or limited always wait for a claim.
 * Thread-safe.
 */
public interface QueueRules {
  /** Takes nothing from a queue until {@link #resume}. */
  void pause(String queue);

  /** Takes from a queue again. */
  void resume(String queue);

  /**
   * Sets how many jobs of a queue all processes together hold at a time, and how many of them with
   * the same concurrency key; {@link QueueRule#UNLIMITED} lifts a limit.
   */
  void limit(String queue, int running, int perKey);

  /** The queues for which there is a rule, by name. */
  List<QueueRule> list();
}
