package dev.hato.server.notifications;

import dev.hato.server.accounts.AccountView;
import dev.hato.server.statuses.ApiStatus;
import dev.hato.server.statuses.StatusView;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.notifications.Notification;
import dev.hato.storage.statuses.Viewer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders notifications: one look-up for all their accounts, one for all their posts. */
final class NotificationView {
  private final AccountView accounts;
  private final StatusView statuses;

  NotificationView(AccountView accounts, StatusView statuses) {
    this.accounts = accounts;
    this.statuses = statuses;
  }

  /** The entities, in the order given; what the person may not see any more is left out. */
  List<ApiNotification> render(Tx tx, long accountId, List<Notification> notifications) {
    Map<Long, Account> from =
        tx.accounts().byIds(notifications.stream().map(Notification::fromAccountId).toList());
    Map<String, ApiStatus> posts = posts(tx, accountId, notifications);
    List<ApiNotification> rendered = new ArrayList<>();
    for (Notification notification : notifications) {
      Account account = from.get(notification.fromAccountId());
      ApiStatus post =
          notification.statusId().isPresent()
              ? posts.get(Long.toString(notification.statusId().getAsLong()))
              : null;
      if (account != null && (post != null || notification.statusId().isEmpty())) {
        rendered.add(
            new ApiNotification(
                Long.toString(notification.id()),
                notification.type().apiName(),
                notification.createdAt(),
                "ungrouped-" + notification.id(),
                accounts.render(account),
                post));
      }
    }
    return rendered;
  }

  private Map<String, ApiStatus> posts(Tx tx, long accountId, List<Notification> notifications) {
    List<Long> ids =
        notifications.stream()
            .flatMapToLong(notification -> notification.statusId().stream())
            .distinct()
            .boxed()
            .toList();
    Map<String, ApiStatus> posts = new HashMap<>();
    statuses
        .render(tx, Viewer.of(accountId), ids)
        .forEach(status -> posts.put(status.id(), status));
    return posts;
  }
}
