package dev.hato.jobs;

import java.time.Duration;
import java.util.Optional;

/**
 * Who writes the results of a worker: one for all queues, or, where yielding queues take turns, one
 * more for these, so that no other result waits for a turn.
 */
final class Settlers {
  private final Settler usual;
  private final Optional<Settler> yielding;

  /**
   * @param yielding empty where nobody takes turns
   */
  Settlers(Settler usual, Optional<Settler> yielding) {
    this.usual = usual;
    this.yielding = yielding;
  }

  Settler of(QueueLimits limits) {
    return limits.yields() ? yielding.orElse(usual) : usual;
  }

  void start() {
    usual.start();
    yielding.ifPresent(Settler::start);
  }

  /** Writes what is there and ends; false when {@code limit} passed before. */
  boolean stop(Duration limit) {
    boolean all = usual.stop(limit);
    return yielding.map(settler -> settler.stop(limit)).orElse(true) && all;
  }
}
