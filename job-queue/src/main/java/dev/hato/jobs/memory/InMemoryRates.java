package dev.hato.jobs.memory;

import dev.hato.jobs.spi.QueueRates;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the workers of this process told of their pace. Thread-safe. */
final class InMemoryRates implements QueueRates {
  private record Told(Map<String, Double> perSecond, Instant at) {}

  private final InstantSource clock;
  private final Map<String, Told> workers = new ConcurrentHashMap<>();

  InMemoryRates(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void report(String worker, Map<String, Double> perSecond) {
    Instant now = clock.instant();
    workers.values().removeIf(told -> !told.at().isAfter(now.minus(VALID)));
    workers.put(worker, new Told(Map.copyOf(perSecond), now));
  }

  @Override
  public Map<String, Double> perSecond() {
    Instant since = clock.instant().minus(VALID);
    Map<String, Double> sums = new HashMap<>();
    workers.values().stream()
        .filter(told -> told.at().isAfter(since))
        .forEach(told -> told.perSecond().forEach((queue, n) -> sums.merge(queue, n, Double::sum)));
    return sums;
  }
}
