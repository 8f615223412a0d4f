package dev.hato.activitypub.outbox;

/**
 * Hook that hears of each attempt, on the delivering thread; of inboxes that are gone with who is
 * behind them, {@link GoneInboxListener} does.
 */
@FunctionalInterface
public interface DeliveryListener {
  /** Does nothing. */
  DeliveryListener NONE = (delivery, result) -> {};

  /** An attempt has ended. Must not throw. */
  void attempted(DeliverActivity delivery, DeliveryResult result);
}
