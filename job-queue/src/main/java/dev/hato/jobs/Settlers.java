package dev.hato.jobs;

import java.time.Duration;

/**
 * Who writes the results of a worker: one for all queues, or, where yielding queues take turns, one
 * more for these, so that no other result waits for a turn.
 */
final class Settlers {
  private final Settler usual;
  private final Settler yielding;

  /**
   * @param yielding the same as {@code usual} where nobody takes turns
   */
  Settlers(Settler usual, Settler yielding) {
    this.usual = usual;
    this.yielding = yielding;
  }

  Settler of(QueueLimits limits) {
    return limits.yields() ? yielding : usual;
  }

  void start() {
    usual.start();
    if (!yielding.equals(usual)) {
      yielding.start();
    }
  }

  /** Writes what is there and ends; false when {@code limit} passed before. */
  boolean stop(Duration limit) {
    boolean all = usual.stop(limit);
    return (yielding.equals(usual) || yielding.stop(limit)) && all;
  }
}
