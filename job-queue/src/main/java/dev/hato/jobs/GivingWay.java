package dev.hato.jobs;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How one queue gives way to others: how many of its jobs may run, and, where it knows of a
 * foreground, when it begins something. Below its ceiling it then does little at a time, and each
 * in its turn. Thread-safe, but for {@link #adjust}.
 */
final class GivingWay {
  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_IN_TURN = 20;

  private final YieldingLimit limit;
  private final Optional<Lanes> lanes;

  /**
   * @param lanes empty for a queue that waits for nobody
   */
  GivingWay(YieldingLimit limit, Optional<Lanes> lanes) {
    this.limit = limit;
    this.lanes = lanes;
  }

  /** How many jobs may run now. */
  int jobs() {
    return limit.get();
  }

  /** Reads the pressure and says whether another number of jobs may run now. */
  boolean adjust() {
    return limit.adjust();
  }

  /** How many jobs one claim may take. */
  int mostAtOnce() {
    return takesTurns() ? MOST_IN_TURN : MOST_AT_ONCE;
  }

  /** Whether it gives way at this moment, and begins between the visits of others. */
  boolean takesTurns() {
    return lanes.isPresent() && limit.isBelowCeiling();
  }

  /** Runs a job, in its turn if the queue takes turns. */
  <T> T run(Supplier<T> job) {
    return inTurn(Lanes::jobs, job);
  }

  /** Claims jobs, in the turn of such a statement if the queue takes turns. */
  <T> T claim(Supplier<T> statement) {
    return inTurn(Lanes::statements, statement);
  }

  private <T> T inTurn(Function<Lanes, Turns> lane, Supplier<T> work) {
    try (Turns.Turn unused =
        takesTurns() ? lanes.map(lane).orElseThrow().begin() : Turns.Turn.NONE) {
      return work.get();
    }
  }
}
