package dev.hato.jobs.spi;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps the subscriptions of a store and tells them which queues got jobs. Thread-safe. */
public final class EnqueueSignals {
  private final List<Consumer<String>> subscribers = new CopyOnWriteArrayList<>();

  /** See {@link JobStore#subscribe}. */
  public JobStore.Subscription subscribe(Consumer<String> enqueued) {
    Consumer<String> subscriber = enqueued::accept; // its own identity, so that close ends this one
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /** Tells every subscriber of each queue once; called when claims can see the jobs. */
  public void announce(Collection<String> queues) {
    if (subscribers.isEmpty()) {
      return;
    }
    for (String queue : Set.copyOf(queues)) {
      subscribers.forEach(subscriber -> subscriber.accept(queue));
    }
  }
}
