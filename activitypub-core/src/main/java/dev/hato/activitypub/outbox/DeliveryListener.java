package dev.hato.activitypub.outbox;

/**
 * Hook for metrics, and for the application to forget followers whose inbox is gone. Called on the
 * delivering thread after each attempt.
 */
@FunctionalInterface
public interface DeliveryListener {
  /** Does nothing. */
  DeliveryListener NONE = (delivery, result) -> {};

  /** An attempt has ended. Must not throw. */
  void attempted(DeliverActivity delivery, DeliveryResult result);
}
