package dev.hato.jobs;

import java.util.function.DoubleSupplier;

/**
 * How many jobs a yielding queue may run now: few while a pressure is above its target, all of them
 * while there is none.
 *
 * <p><b>The rule.</b> The pressure is a ratio, 1 at its target: for example the latency of other
 * people's queries, divided by what it may be. Five times a second it is read and smoothed (a third
 * of the difference, so that one slow query moves little). Above 1 the limit is multiplied by
 * pressure<sup>-0.15</sup>, but loses at most 30 % at a time; below 0.8 it gains 3 %, at least a
 * tenth of a job; between the two it stays. It begins at its floor, which it never leaves, nor its
 * ceiling: a flood of heavy work that met a full limit would be felt for the seconds that a fall
 * takes. Where nothing was measured nobody is in the way.
 *
 * <p><b>Why it does not swing.</b> A step takes 15 % of the correction, in logarithms, that a load
 * in proportion would need. Until a step is seen, four or five more follow: together still less
 * than the whole, so the limit comes near from one side and does not pass. Upward it is slower than
 * downward, and the band in which nothing changes takes what is added meanwhile. Near its floor the
 * limit may alternate between two neighbours. {@code YieldingLimitTest} shows it for loads that
 * answer at once, late, steeply and with noise. Not thread-safe, but for {@link #get}.
 */
final class YieldingLimit {
  private static final double SMOOTHING = 1 / 3.0;
  private static final double LARGEST_CUT = 0.7;
  private static final double CALM = 0.8;
  private static final double GAIN = 0.03;
  private static final double STRENGTH = 0.15;
  private static final double LEAST_GAIN = 0.1;

  private final int floor;
  private final int ceiling;
  private final DoubleSupplier pressure;
  private double smoothed = 1; // until something was measured
  private double limit;
  private volatile int current;

  YieldingLimit(int floor, int ceiling, DoubleSupplier pressure) {
    if (floor < 1 || floor > ceiling) {
      throw new IllegalArgumentException(
          "a queue yields to between 1 and its concurrency of %d jobs, not to %d"
              .formatted(ceiling, floor));
    }
    this.floor = floor;
    this.ceiling = ceiling;
    this.pressure = pressure;
    this.limit = floor;
    this.current = floor;
  }

  /** The limit that holds now; any thread may ask. */
  int get() {
    return current;
  }

  /** Whether it is below what may run when nobody is in the way. */
  boolean isBelowCeiling() {
    return current < ceiling;
  }

  /** Reads the pressure and says whether the limit is another one now. */
  boolean adjust() {
    double now = pressure.getAsDouble();
    smoothed += SMOOTHING * (now > 0 ? now - smoothed : -smoothed); // also where it is not a number
    if (smoothed > 1) {
      limit *= Math.max(LARGEST_CUT, Math.pow(smoothed, -STRENGTH));
    } else if (smoothed < CALM) {
      limit += Math.max(LEAST_GAIN, limit * GAIN);
    }
    limit = Math.clamp(limit, floor, ceiling);
    int before = current;
    current = (int) Math.round(limit);
    return current != before;
  }
}
