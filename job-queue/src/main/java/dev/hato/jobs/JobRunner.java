package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.Lease;
import java.time.InstantSource;
import java.util.Map;

/** Runs a held job in the calling thread: finds its handler, calls it, judges. Thread-safe. */
final class JobRunner {
  private final Map<String, Binding<?>> bindings;
  private final Judge judge;
  private final InstantSource clock;
  private final Held held;
  private final SafeListener listener;

  JobRunner(
      Map<String, Binding<?>> bindings,
      Judge judge,
      InstantSource clock,
      Held held,
      SafeListener listener) {
    this.bindings = Map.copyOf(bindings);
    this.judge = judge;
    this.clock = clock;
    this.held = held;
    this.listener = listener;
  }

  boolean knows(String type) {
    return bindings.containsKey(type);
  }

  Settlement run(ClaimedJob job) {
    Binding<?> binding = bindings.get(job.job().type());
    if (binding == null) {
      return new Settlement(job, judge.unknownType(job));
    }
    listener.started(job);
    Lease lease = job.lease();
    Attempt attempt = new Attempt(job, binding, judge, clock);
    held.started(lease, attempt);
    try {
      return new Settlement(job, attempt.run());
    } finally {
      held.ended(lease);
    }
  }
}
