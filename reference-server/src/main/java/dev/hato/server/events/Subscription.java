package dev.hato.server.events;

import dev.hato.jobs.JobHandler;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobType;
import dev.hato.server.kernel.Event;
import java.util.function.Predicate;

/**
 * One subscriber of one event class: a job type whose payload is the event.
 *
 * @param event exactly this class, not its subclasses
 * @param concerns which of its events there is anything to do for; the others cost no job
 */
public record Subscription<E extends Event>(
    Class<E> event, JobType<E> type, Predicate<E> concerns, EventHandler<E> handler) {
  /**
   * A subscription whose jobs wait in the named queue.
   *
   * @param name tells it from all others and stays the same while its jobs may be waiting
   */
  public static <E extends Event> Subscription<E> of(
      String name, Class<E> event, String queue, EventHandler<E> handler) {
    return new Subscription<>(event, JobType.of("event." + name, queue, event), _ -> true, handler);
  }

  /** The same for some of the events only. */
  public Subscription<E> when(Predicate<E> some) {
    return new Subscription<>(event, type, some, handler);
  }

  /** The handler as the worker calls it. */
  public JobHandler<E> jobHandler() {
    return (payload, _) -> {
      handler.handle(payload);
      return JobOutcome.done();
    };
  }
}
