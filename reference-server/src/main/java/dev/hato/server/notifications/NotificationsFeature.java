package dev.hato.server.notifications;

import dev.hato.server.accounts.AccountView;
import dev.hato.server.events.Events;
import dev.hato.server.events.Subscription;
import dev.hato.server.http.Access;
import dev.hato.server.http.Privacy;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.server.relationships.Blocked;
import dev.hato.server.relationships.FollowRequested;
import dev.hato.server.relationships.Followed;
import dev.hato.server.relationships.Unfollowed;
import dev.hato.server.statuses.StatusBoosted;
import dev.hato.server.statuses.StatusDeleted;
import dev.hato.server.statuses.StatusEdited;
import dev.hato.server.statuses.StatusFavourited;
import dev.hato.server.statuses.StatusPosted;
import dev.hato.server.statuses.StatusUnboosted;
import dev.hato.server.statuses.StatusUnfavourited;
import dev.hato.server.statuses.StatusView;
import dev.hato.server.streaming.StreamBus;
import dev.hato.storage.Transactions;

/** Notifications: made from events, read by clients. */
public final class NotificationsFeature implements Feature {
  private static final String QUEUE = "default";

  private final Notify notify;
  private final NotificationRoutes routes;
  private final NotificationStream stream;

  public NotificationsFeature(
      Transactions transactions,
      Events events,
      StreamBus bus,
      AccountView accounts,
      StatusView statuses) {
    NotificationView view = new NotificationView(accounts, statuses);
    this.notify = new Notify(transactions, events);
    this.routes = new NotificationRoutes(transactions, view);
    this.stream = new NotificationStream(transactions, bus, view);
  }

  @Override
  public void plugIn(Registry registry) {
    Access read = Access.scope("read:notifications");
    Access write = Access.scope("write:notifications");
    registry.get("/api/v1/notifications", read, Privacy.OWN, routes::list);
    registry.get("/api/v1/notifications/unread_count", read, Privacy.OWN, routes::unreadCount);
    registry.get("/api/v1/notifications/{id}", read, Privacy.OWN, routes::get);
    registry.post("/api/v1/notifications/clear", write, Privacy.OWN, routes::clear);
    registry.post("/api/v1/notifications/{id}/dismiss", write, Privacy.OWN, routes::dismiss);
    subscribe(registry);
  }

  private void subscribe(Registry registry) {
    registry.subscribe(
        Subscription.of("notify.posted", StatusPosted.class, QUEUE, notify::posted)
            .when(StatusPosted::awaited));
    registry.subscribe("notify.edited", StatusEdited.class, QUEUE, notify::edited);
    registry.subscribe("notify.deleted", StatusDeleted.class, QUEUE, notify::deleted);
    registry.subscribe("notify.boosted", StatusBoosted.class, QUEUE, notify::boosted);
    registry.subscribe("notify.unboosted", StatusUnboosted.class, QUEUE, notify::unboosted);
    registry.subscribe("notify.favourited", StatusFavourited.class, QUEUE, notify::favourited);
    registry.subscribe(
        "notify.unfavourited", StatusUnfavourited.class, QUEUE, notify::unfavourited);
    registry.subscribe("notify.followed", Followed.class, QUEUE, notify::followed);
    registry.subscribe(
        "notify.follow-requested", FollowRequested.class, QUEUE, notify::followRequested);
    registry.subscribe("notify.unfollowed", Unfollowed.class, QUEUE, notify::unfollowed);
    registry.subscribe("notify.stream", NotificationAdded.class, QUEUE, stream::added);
    registry.subscribe("notify.blocked", Blocked.class, QUEUE, notify::blocked);
  }
}
