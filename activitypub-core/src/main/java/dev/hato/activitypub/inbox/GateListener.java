package dev.hato.activitypub.inbox;

import java.util.Optional;

/**
 * Hears how each delivery fares at each gate of the {@link Inbox}, in order: for tools that show a
 * developer why something was or was not taken. Called by the thread that receives; must not throw.
 */
@FunctionalInterface
public interface GateListener {
  /** Hears nothing. */
  GateListener NONE = (inbound, gate, verdict) -> {};

  /**
   * A gate has judged.
   *
   * @param gate its name: limits, parse, unknown actor, signature, proof, owner, origin, block,
   *     enqueue
   * @param verdict how the delivery ended here; empty when it goes on to the next gate
   */
  void judged(Inbound inbound, String gate, Optional<InboxVerdict> verdict);
}
