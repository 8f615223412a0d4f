package dev.hato.jobs.spi;

import java.time.Duration;
import java.util.Map;

/** How quickly workers get on with their queues, for people who look. Thread-safe. */
public interface QueueRates {
  /** What a worker told longer ago counts no more: it ended, or it died. */
  Duration VALID = Duration.ofSeconds(15);

  /** Keeps nothing and knows nothing. */
  QueueRates NONE =
      new QueueRates() {
        @Override
        public void report(String worker, Map<String, Double> perSecond) {
          // nobody will ask
        }

        @Override
        public Map<String, Double> perSecond() {
          return Map.of();
        }
      };

  /**
   * A worker tells how many attempts ended in a second, by queue; it takes the place of what the
   * worker told before.
   */
  void report(String worker, Map<String, Double> perSecond);

  /** The attempts of all workers that end in a second, by queue. */
  Map<String, Double> perSecond();
}
