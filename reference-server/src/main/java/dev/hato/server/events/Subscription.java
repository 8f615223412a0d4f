package dev.hato.server.events;

import dev.hato.jobs.JobHandler;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobType;
import dev.hato.server.kernel.Event;

/**
 * One subscriber of one event class: a job type whose payload is the event.
 *
 * @param event exactly this class, not its subclasses
 */
public record Subscription<E extends Event>(
    Class<E> event, JobType<E> type, EventHandler<E> handler) {
  /**
   * A subscription whose jobs wait in the named queue.
   *
   * @param name tells it from all others and stays the same while its jobs may be waiting
   */
  public static <E extends Event> Subscription<E> of(
      String name, Class<E> event, String queue, EventHandler<E> handler) {
    return new Subscription<>(event, JobType.of("event." + name, queue, event), handler);
  }

  /** The handler as the worker calls it. */
  public JobHandler<E> jobHandler() {
    return (payload, _) -> {
      handler.handle(payload);
      return JobOutcome.done();
    };
  }
}
