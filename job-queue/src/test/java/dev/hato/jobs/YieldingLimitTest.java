package dev.hato.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The control rule of yielding queues against simulated loads. */
final class YieldingLimitTest {
  private static final int CEILING = 50;
  private static final int TICKS = 600; // two minutes

  private double pressure;
  private final YieldingLimit limit = new YieldingLimit(2, CEILING, () -> pressure);

  /** The limits over time under a load that answers so many ticks late. */
  private List<Integer> simulate(IntToDoubleFunction load, int delay, double noise) {
    Random random = new Random(4);
    Deque<Double> pipe = new ArrayDeque<>();
    List<Integer> limits = new ArrayList<>();
    for (int tick = 0; tick < TICKS; tick++) {
      pipe.add(load.applyAsDouble(limit.get()));
      if (pipe.size() > delay) {
        pressure = pipe.remove() * (1 + noise * random.nextGaussian());
      }
      limit.adjust();
      limits.add(limit.get());
    }
    return limits;
  }

  private static int spread(List<Integer> limits) {
    List<Integer> settled = limits.subList(TICKS / 2, TICKS);
    return settled.stream().mapToInt(Integer::intValue).max().orElseThrow()
        - settled.stream().mapToInt(Integer::intValue).min().orElseThrow();
  }

  @Test
  void underALoadThatAnswersAtOnceItSettles() {
    List<Integer> limits = simulate(jobs -> jobs / 20.0, 0, 0);

    assertThat(spread(limits)).isZero();
    assertThat(limits.getLast()).isBetween(15, 20);
  }

  @Test
  void underALoadThatAnswersASecondLateItSettles() {
    assertThat(spread(simulate(jobs -> jobs / 20.0, 5, 0))).isLessThanOrEqualTo(1);
  }

  @Test
  void underASteepLoadThatAnswersLateItSettles() {
    assertThat(spread(simulate(jobs -> Math.pow(jobs / 20.0, 2), 3, 0))).isLessThanOrEqualTo(2);
  }

  @Test
  void noiseMovesItLittle() {
    List<Integer> limits = simulate(jobs -> jobs / 20.0, 1, 0.2);

    assertThat(spread(limits)).isLessThanOrEqualTo(6);
    assertThat(limits.subList(TICKS / 2, TICKS)).allMatch(jobs -> jobs >= 11 && jobs <= 22);
  }

  @Test
  void withoutPressureItRisesToItsCeilingAndUnderAnyPressureItKeepsItsFloor() {
    assertThat(simulate(jobs -> 10, 0, 0).getLast()).isEqualTo(2);
    assertThat(simulate(jobs -> 0, 0, 0).getLast()).isEqualTo(CEILING);
  }

  @Test
  void itBeginsAtItsFloorAndComesUpWithinHalfAMinute() {
    assertThat(limit.get()).isEqualTo(2);

    List<Integer> up = simulate(jobs -> 0.1, 0, 0);

    assertThat(up.indexOf(CEILING)).isBetween(50, 150);
  }

  @Test
  void itGivesWayWithinFourSeconds() {
    assertThat(simulate(jobs -> 0.1, 0, 0).getLast()).isEqualTo(CEILING);

    List<Integer> down = simulate(jobs -> 4, 0, 0);

    assertThat(down.indexOf(2)).isBetween(1, 20);
  }

  @Test
  void aLoadThatComesAndGoesMovesItDownAndUpAndNotToAndFro() {
    int[] tick = {0};
    List<Integer> limits =
        simulate(jobs -> tick[0]++ / 200 % 2 == 0 ? jobs / 40.0 : jobs / 10.0, 2, 0);

    for (int begin = 0; begin < TICKS; begin += 200) {
      List<Integer> settled = limits.subList(begin + 150, begin + 200);
      assertThat(settled).allMatch(jobs -> Math.abs(jobs - settled.getFirst()) <= 1);
    }
  }

  @Test
  void whereNothingWasMeasuredNobodyIsInTheWay() {
    assertThat(simulate(jobs -> Double.NaN, 0, 0).getLast()).isEqualTo(CEILING);
  }

  @Test
  void aFloorThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new YieldingLimit(0, 5, () -> 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new YieldingLimit(6, 5, () -> 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
