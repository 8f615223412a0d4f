package dev.hato.jobs.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps who hears of new jobs and who takes them, on behalf of a store. Thread-safe. */
public final class EnqueueSignals {
  private final List<Consumer<String>> subscribers = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> relays = new CopyOnWriteArrayList<>();
  private final List<Taker> takers = new CopyOnWriteArrayList<>();

  /** See {@link JobStore#subscribe}. */
  public JobStore.Subscription subscribe(Consumer<String> enqueued) {
    Consumer<String> subscriber = enqueued::accept; // its own identity, so that close ends this one
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /** See {@link JobStore#attach}. */
  public JobStore.Subscription attach(Taker taker) {
    takers.add(taker);
    return () -> takers.remove(taker);
  }

  /** Offers jobs that are about to be added to the workers of this process. */
  public Intake intake(List<JobData> jobs, Instant now) {
    return new Intake(this, takers, jobs, now);
  }

  /** Jobs that all wait, whoever has room. */
  public Intake waiting(List<JobData> jobs) {
    return new Intake(this, List.of(), jobs, Instant.MAX);
  }

  /** Hands what this process announces on to others; it must return at once. */
  public void relay(Consumer<String> elsewhere) {
    relays.add(elsewhere);
  }

  /** Tells every subscriber of each queue once; called when claims can see the jobs. */
  public void announce(Collection<String> queues) {
    if (subscribers.isEmpty() && relays.isEmpty()) {
      return;
    }
    for (String queue : Set.copyOf(queues)) {
      heard(queue);
      relays.forEach(relay -> relay.accept(queue));
    }
  }

  /** Tells subscribers of what another process announced. */
  public void heard(String queue) {
    subscribers.forEach(subscriber -> subscriber.accept(queue));
  }
}
