package dev.hato.jobs.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The jobs of one insert, divided into those that wait and those that a worker of this process
 * takes at once. Made by {@link EnqueueSignals#intake}; the store adds the jobs and then says
 * {@link #committed} or {@link #rolledBack}, once. Not thread-safe.
 *
 * <p>Offered are jobs that may run now, have no uniqueness key (that is for jobs which gather while
 * they wait) and no group, and are the first of their ordering key in this insert. Whether an older
 * job of that key lives is for the store to find out: it says {@link #held} for each offer that it
 * could keep, and adds what {@link #waiting} then gives.
 */
public final class Intake {
  private final EnqueueSignals signals;
  private final List<JobData> waiting = new ArrayList<>();
  private final List<Offer> offers = new ArrayList<>();
  private final List<Started> started = new ArrayList<>();

  /** A job and the worker that has room for it. */
  public record Offer(JobData job, Taker taker) {}

  private record Started(ClaimedJob job, Taker taker) {}

  Intake(EnqueueSignals signals, Collection<Taker> takers, List<JobData> jobs, Instant now) {
    this.signals = signals;
    Set<String> lines = new HashSet<>();
    for (JobData job : jobs) {
      String line = job.keys().ordering();
      boolean first = line.isEmpty() || lines.add(line);
      if (!first
          || job.runAt().isAfter(now)
          || !job.keys().uniqueness().isEmpty()
          || !job.keys().group().isEmpty()
          || !offer(job, takers)) {
        waiting.add(job);
      }
    }
  }

  private boolean offer(JobData job, Collection<Taker> takers) {
    for (Taker taker : takers) {
      if (taker.reserve(job)) {
        offers.add(new Offer(job, taker));
        return true;
      }
    }
    return false;
  }

  /** The jobs that are added as waiting, in the order of the insert. */
  public List<JobData> waiting() {
    return List.copyOf(waiting);
  }

  /** The jobs that can be added under a lease. */
  public List<Offer> offers() {
    return List.copyOf(offers);
  }

  /** An offered job was added under the lease of its worker. */
  public void held(Offer offer, ClaimedJob job) {
    offers.remove(offer);
    started.add(new Started(job, offer.taker()));
  }

  /** The offers that are left are not kept: those jobs wait. */
  public void decline() {
    offers.forEach(
        offer -> {
          offer.taker().cancel(offer.job());
          waiting.add(offer.job());
        });
    offers.clear();
  }

  /** Starts what is held and tells who listens about the rest. */
  public void committed() {
    started.forEach(held -> held.taker().start(held.job()));
    signals.announce(waiting.stream().map(JobData::queue).toList());
  }

  /** Nothing was added. */
  public void rolledBack() {
    decline();
    started.forEach(held -> held.taker().cancel(held.job().job()));
  }
}
