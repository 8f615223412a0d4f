package dev.hato.activitypub.outbox;

import java.util.Map;
import java.util.Optional;

/** What an operation listener is told of a delivery. */
final class DeliveryTelling {
  private DeliveryTelling() {}

  static Optional<String> failure(DeliveryResult result) {
    return switch (result) {
      case DeliveryResult.Delivered delivered -> Optional.empty();
      case DeliveryResult.Held held -> Optional.of("held");
      case DeliveryResult.Failed failed -> Optional.of(failed.why());
      case DeliveryResult.Gone gone -> Optional.of("the inbox is gone");
      case DeliveryResult.Rejected rejected -> Optional.of("rejected");
      case DeliveryResult.Undeliverable undeliverable -> Optional.of(undeliverable.why());
      case DeliveryResult.HostDead dead -> Optional.of("dead");
    };
  }

  static Map<String, String> attributes(Optional<String> host, DeliveryResult result) {
    return Map.of(
        "activitypub.remote.host",
        host.orElse(""),
        "activitypub.delivery.success",
        Boolean.toString(result instanceof DeliveryResult.Delivered),
        "activitypub.delivery.permanent_failure",
        Boolean.toString(
            result instanceof DeliveryResult.Gone
                || result instanceof DeliveryResult.Rejected
                || result instanceof DeliveryResult.Undeliverable));
  }
}
