package dev.hato.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Repeats work until it gets no cheaper: a compiler that works beside it (some 200,000 units long
 * on the JVM) counts as the first costs of a process, not as the cost of a unit.
 *
 * @param cost the middle one of the last three rounds
 * @param last what the last round gave beside its cost
 */
record Steady<T>(double cost, T last) {
  /** What one round cost for each unit, and what else it gave. */
  record Round<T>(double cost, T result) {}

  /** A round of the work. */
  interface Work<T> {
    Round<T> run() throws IOException;
  }

  /**
   * Ends when three rounds in a row were not 3 % cheaper than the cheapest before them, or after
   * {@code most-rounds} (40).
   */
  static <T> Steady<T> of(Options options, Work<T> work) throws IOException {
    int most = options.number("most-rounds", 40);
    List<Double> costs = new ArrayList<>();
    double cheapest = Double.MAX_VALUE;
    int inVain = 0;
    while (true) {
      Round<T> round = work.run();
      costs.add(round.cost());
      inVain = round.cost() < cheapest * 0.97 ? 0 : inVain + 1;
      cheapest = Math.min(cheapest, round.cost());
      if (costs.size() >= most || inVain == 3) {
        List<Double> tail = costs.subList(Math.max(0, costs.size() - 3), costs.size());
        return new Steady<>(tail.stream().sorted().toList().get(tail.size() / 2), round.result());
      }
    }
  }
}
