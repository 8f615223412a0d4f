package dev.hato.jobs;

import dev.hato.jobs.spi.Lease;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every lease that a worker keeps alive, and the attempts that run under them. Thread-safe. */
final class Held {
  private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
  private final Map<Lease, Attempt> attempts = new ConcurrentHashMap<>();

  void add(Lease lease) {
    leases.add(lease);
  }

  void started(Lease lease, Attempt attempt) {
    attempts.put(lease, attempt);
  }

  void ended(Lease lease) {
    attempts.remove(lease);
  }

  void remove(Lease lease) {
    leases.remove(lease);
  }

  void remove(Collection<Lease> settled) {
    settled.forEach(leases::remove);
  }

  List<Lease> leases() {
    return List.copyOf(leases);
  }

  /** Leases whose attempts have not ended. */
  List<Lease> running() {
    return List.copyOf(attempts.keySet());
  }

  /** What becomes of jobs whose handlers wait for the process to end, as they asked it to. */
  List<Settlement> killers() {
    return attempts.values().stream().flatMap(attempt -> attempt.exit().stream()).toList();
  }

  void interruptOverdue() {
    for (Attempt attempt : attempts.values()) {
      if (attempt.isOverdue()) {
        attempt.interrupt("timed out after " + attempt.timeout());
      }
    }
  }

  void interrupt(Collection<Lease> lost, String why) {
    for (Lease lease : lost) {
      Attempt attempt = attempts.get(lease);
      if (attempt != null) {
        attempt.interrupt(why);
      }
    }
  }
}
