package dev.hato.benchmarks.load;

import java.util.Arrays;

/** How long each of many things took. */
record Latencies(long[] sortedNanos) {
  static Latencies of(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted);
  }

  double millis(double quantile) {
    int last = sortedNanos.length - 1;
    return last < 0 ? Double.NaN : sortedNanos[(int) Math.round(last * quantile)] / 1e6;
  }

  @Override
  public String toString() {
    return "p50 %.2f ms, p95 %.2f ms, p99 %.2f ms".formatted(millis(.5), millis(.95), millis(.99));
  }
}
