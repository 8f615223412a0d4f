package dev.hato.server.events;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobQueue;
import dev.hato.server.kernel.Event;
import dev.hato.storage.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells subscribers what happened: publishing enqueues one job per subscription in the caller's
 * transaction, so an event exists exactly when its write does. Subscriptions are added while the
 * server is composed.
 */
public final class Events {
  private final Map<Class<?>, List<Subscription<?>>> byEvent = new ConcurrentHashMap<>();

  public void add(Subscription<?> subscription) {
    byEvent.merge(
        subscription.event(),
        List.of(subscription),
        (before, added) -> {
          List<Subscription<?>> all = new ArrayList<>(before);
          all.addAll(added);
          return List.copyOf(all);
        });
  }

  /**
   * Enqueues the event for each subscriber in the transaction; without a subscriber nothing
   * happens.
   */
  public void publish(Tx tx, Event event) {
    publish(tx.jobs(), event);
  }

  void publish(JobQueue jobs, Event event) {
    List<Job<?>> batch = new ArrayList<>();
    for (Subscription<?> subscription : byEvent.getOrDefault(event.getClass(), List.of())) {
      job(subscription, event).ifPresent(batch::add);
    }
    if (!batch.isEmpty()) {
      jobs.enqueueAll(batch);
    }
  }

  private static <E extends Event> Optional<Job<E>> job(Subscription<E> subscription, Event event) {
    E published = subscription.event().cast(event);
    return subscription.concerns().test(published)
        ? Optional.of(Job.of(subscription.type(), published))
        : Optional.empty();
  }
}
