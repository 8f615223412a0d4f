package dev.hato.server.events;

import dev.hato.server.kernel.Event;

/** Reacts to an event after its transaction was committed; may run more than once for one event. */
@FunctionalInterface
public interface EventHandler<E extends Event> {
  /** What is thrown is tried again by the job queue. */
  void handle(E event) throws Exception;
}
