package dev.hato.jobs;

import dev.hato.jobs.spi.Burial;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.RetryOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes settlements to the store, one statement for all that end alike, and tells the listener.
 */
final class Ledger {
  private final JobStore store;
  private final SafeListener listener;

  Ledger(JobStore store, SafeListener listener) {
    this.store = store;
    this.listener = listener;
  }

  /** Steps that write a batch; each is atomic and may be tried again after it failed. */
  List<Step> steps(List<Settlement> batch) {
    List<Settlement> gone = new ArrayList<>();
    List<Settlement> again = new ArrayList<>();
    List<RetryOrder> orders = new ArrayList<>();
    List<Settlement> dead = new ArrayList<>();
    List<Burial> burials = new ArrayList<>();
    for (Settlement settlement : batch) {
      Lease lease = settlement.lease();
      switch (settlement.verdict()) {
        case Verdict.Complete complete -> gone.add(settlement);
        case Verdict.Drop drop -> gone.add(settlement);
        case Verdict.Again retry -> {
          again.add(settlement);
          orders.add(new RetryOrder(lease, retry.after(), retry.why(), retry.crash()));
        }
        case Verdict.Unknown unknown -> {
          again.add(settlement);
          orders.add(new RetryOrder(lease, unknown.after(), "no handler for its type", false));
        }
        case Verdict.Bury bury -> {
          dead.add(settlement);
          burials.add(new Burial(lease, bury.why()));
        }
      }
    }
    List<Lease> done = gone.stream().map(Settlement::lease).toList();
    List<Step> steps = new ArrayList<>();
    if (!gone.isEmpty()) {
      steps.add(() -> tell(gone, store.complete(done)));
    }
    if (!again.isEmpty()) {
      steps.add(() -> tell(again, store.retry(orders)));
    }
    if (!dead.isEmpty()) {
      steps.add(() -> tell(dead, store.bury(burials)));
    }
    return steps;
  }

  private void tell(List<Settlement> settled, Set<Lease> refused) {
    for (Settlement settlement : settled) {
      if (refused.contains(settlement.lease())) {
        listener.leaseLost(settlement);
      } else {
        listener.settled(settlement);
      }
    }
  }

  /** One write to the store. */
  interface Step {
    void write();
  }
}
