package dev.hato.jobs;

/**
 * Says how many jobs a queue holds ready beyond those that run: as many as it finishes in 100 ms at
 * its present rate. Slow jobs are therefore left to other workers, while quick ones are claimed by
 * the hundred, one statement for all. Not thread-safe.
 */
final class PrefetchGauge {
  private static final int MAX = 1_000;
  private static final double HORIZON_SECONDS = 0.1;
  private static final long SAMPLE_NANOS = 10_000_000;

  private long sampledAt;
  private long finished;
  private double perSecond;

  PrefetchGauge(long nanoTime) {
    this.sampledAt = nanoTime;
  }

  void finishedOne() {
    finished++;
  }

  /** The number of jobs to hold ready. */
  int prefetch(long nanoTime) {
    long nanos = nanoTime - sampledAt;
    if (nanos >= SAMPLE_NANOS) {
      perSecond = (perSecond + finished * 1e9 / nanos) / 2;
      finished = 0;
      sampledAt = nanoTime;
    }
    return (int) Math.min(MAX, perSecond * HORIZON_SECONDS);
  }
}
