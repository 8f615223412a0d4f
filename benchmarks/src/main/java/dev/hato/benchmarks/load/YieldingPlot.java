package dev.hato.benchmarks.load;

import dev.hato.benchmarks.load.YieldingScenario.Level;
import dev.hato.benchmarks.load.YieldingScenario.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The reader's latency and the queue's concurrency over time, as a picture. */
final class YieldingPlot {
  private static final int LEFT = 60;
  private static final int WIDTH = 820;
  private static final int UPPER = 230;
  private static final int LOWER = 400;
  private static final int HEIGHT = 180;
  private static final double WINDOW_SECONDS = 0.5;

  private final Phase idle;
  private final Phase unthrottled;
  private final Phase yielding;
  private final double seconds;
  private final double millis;
  private final int jobs;
  private final StringBuilder svg = new StringBuilder();

  YieldingPlot(Phase idle, Phase unthrottled, Phase yielding) {
    this.idle = idle;
    this.unthrottled = unthrottled;
    this.yielding = yielding;
    this.seconds = Math.max(unthrottled.seconds(), yielding.seconds());
    this.millis = Math.max(1, 1.2 * unthrottled.latencies().millis(.99));
    this.jobs = unthrottled.levels().getFirst().jobs();
  }

  String svg() {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 900 440\""
            + " font-family=\"sans-serif\" font-size=\"12\">");
    add("<rect width=\"900\" height=\"440\" fill=\"white\"/>");
    text(LEFT, 18, "#000", "Reader: slowest page in each half second, milliseconds");
    text(LEFT + 360, 18, "#c0392b", "unthrottled");
    text(LEFT + 440, 18, "#1f6f43", "yielding");
    text(LEFT + 500, 18, "#777", "dashed: p99 on the idle system, and 1.5 times that");
    text(LEFT, UPPER + 34, "#000", "Queue: jobs that may run at a time");
    axis(UPPER, millis);
    axis(LOWER - 20, jobs);
    for (double second = 0; second <= seconds; second += seconds > 30 ? 10 : 5) {
      text(x(second) - 4, LOWER, "#555", "%.0f s".formatted(second));
    }
    double p99 = idle.latencies().millis(.99);
    dashed(p99);
    dashed(1.5 * p99);
    latency(unthrottled, "#c0392b");
    latency(yielding, "#1f6f43");
    levels(unthrottled, "#c0392b");
    levels(yielding, "#1f6f43");
    add("</svg>");
    return svg.toString();
  }

  private void add(String line) {
    svg.append(line).append('\n');
  }

  private double x(double second) {
    return LEFT + WIDTH * second / seconds;
  }

  private static double y(int bottom, double share) {
    return bottom - (bottom == UPPER ? HEIGHT : HEIGHT - 70) * Math.min(1.05, share);
  }

  private void text(double x, double y, String colour, String words) {
    add(
        String.format(
            Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>", x, y, colour, words));
  }

  private void axis(int bottom, double top) {
    for (double share : new double[] {0, 0.5, 1}) {
      double y = y(bottom, share);
      add(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
              LEFT,
              LEFT + WIDTH,
              y,
              y));
      text(20, y + 4, "#555", "%.0f".formatted(top * share));
    }
  }

  private void dashed(double level) {
    double y = y(UPPER, level / millis);
    add(
        String.format(
            Locale.ROOT,
            "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#777\""
                + " stroke-dasharray=\"5 4\"/>",
            LEFT,
            LEFT + WIDTH,
            y,
            y));
  }

  private void latency(Phase phase, String colour) {
    double[] slowest = new double[(int) (phase.seconds() / WINDOW_SECONDS) + 2];
    phase
        .reads()
        .forEach(
            read -> {
              int window = (int) Math.max(0, read.atNanos() / 1e9 / WINDOW_SECONDS);
              if (window < slowest.length) {
                slowest[window] = Math.max(slowest[window], read.nanos() / 1e6);
              }
            });
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < slowest.length; i++) {
      if (slowest[i] > 0) {
        points.add(new double[] {x(i * WINDOW_SECONDS), y(UPPER, slowest[i] / millis)});
      }
    }
    line(points, colour);
  }

  private void levels(Phase phase, String colour) {
    List<double[]> points = new ArrayList<>();
    double before = phase.levels().getFirst().jobs();
    for (Level level : phase.levels()) {
      points.add(new double[] {x(level.atSecond()), y(LOWER - 20, before / jobs)});
      before = level.jobs();
      points.add(new double[] {x(level.atSecond()), y(LOWER - 20, before / jobs)});
    }
    points.add(new double[] {x(phase.seconds()), y(LOWER - 20, before / jobs)});
    line(points, colour);
  }

  private void line(List<double[]> points, String colour) {
    StringBuilder path = new StringBuilder();
    points.forEach(
        point -> path.append(String.format(Locale.ROOT, "%.1f,%.1f ", point[0], point[1])));
    add(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>"
            .formatted(colour, path.toString().strip()));
  }
}
