package dev.hato.jobs;

import dev.hato.jobs.spi.QueueRates;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the store how many attempts of each queue this worker ends in a second, between two calls.
 * Called by one thread.
 */
final class PaceMeter {
  private final QueueRates rates;
  private final String worker;
  private final Collection<QueueRunner> queues;
  private final Map<String, Long> before = new HashMap<>();
  private long measuredAt = System.nanoTime();
  private boolean idle = true;

  PaceMeter(QueueRates rates, String worker, Collection<QueueRunner> queues) {
    this.rates = rates;
    this.worker = worker;
    this.queues = queues;
  }

  /** Says nothing while nothing happens. */
  void measure() {
    long now = System.nanoTime();
    double seconds = Math.max(1, now - measuredAt) / 1e9;
    Map<String, Double> pace = new HashMap<>();
    long all = 0;
    for (QueueRunner queue : queues) {
      long ended = queue.ended();
      Long last = before.put(queue.queue(), ended);
      long since = ended - (last == null ? 0 : last);
      pace.put(queue.queue(), since / seconds);
      all += since;
    }
    measuredAt = now;
    if (all > 0 || !idle) {
      rates.report(worker, pace);
    }
    idle = all == 0;
  }
}
