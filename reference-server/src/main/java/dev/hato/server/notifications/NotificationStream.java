package dev.hato.server.notifications;

import dev.hato.server.http.Json;
import dev.hato.server.streaming.StreamBus;
import dev.hato.server.streaming.StreamEvent;
import dev.hato.storage.Transactions;
import java.util.List;

/** Tells the open streams of a person what is new; nothing is rendered while nobody listens. */
final class NotificationStream {
  /** The topic that the stream "user" and "user:notification" listen to. */
  private static final String NOTIFICATIONS = "notifications:";

  private final Transactions transactions;
  private final StreamBus bus;
  private final NotificationView view;

  NotificationStream(Transactions transactions, StreamBus bus, NotificationView view) {
    this.transactions = transactions;
    this.bus = bus;
    this.view = view;
  }

  void added(NotificationAdded event) {
    String topic = NOTIFICATIONS + event.accountId();
    if (!bus.isHeard(topic)) {
      return;
    }
    List<ApiNotification> rendered =
        transactions.read(
            tx ->
                tx.notifications()
                    .find(event.accountId(), event.notificationId())
                    .map(found -> view.render(tx, event.accountId(), List.of(found)))
                    .orElse(List.of()));
    rendered.forEach(
        notification ->
            bus.publish(topic, StreamEvent.of("notification", Json.text(notification))));
  }
}
