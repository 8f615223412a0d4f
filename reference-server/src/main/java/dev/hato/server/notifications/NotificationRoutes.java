package dev.hato.server.notifications;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Paging;
import dev.hato.server.http.Params;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.notifications.Notification;
import dev.hato.storage.notifications.NotificationFilter;
import dev.hato.storage.notifications.NotificationType;
import dev.hato.storage.preferences.Marker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The notifications part of the API. */
final class NotificationRoutes {
  private static final int USUAL = 40;
  private static final int MOST = 80;
  private static final int COUNT_LIMIT = 100;

  private final Transactions transactions;
  private final NotificationView view;

  NotificationRoutes(Transactions transactions, NotificationView view) {
    this.transactions = transactions;
    this.view = view;
  }

  HttpResponse list(HttpRequest request) {
    long me = caller(request);
    Page page = Paging.of(request, USUAL, MOST);
    NotificationFilter filter = filter(request.params());
    return transactions.read(
        tx -> {
          List<Notification> found = tx.notifications().page(me, filter, page);
          HttpResponse answer = HttpResponse.json(view.render(tx, me, found));
          return Paging.link(answer, request, page, found.stream().map(Notification::id).toList());
        });
  }

  HttpResponse get(HttpRequest request) {
    long me = caller(request);
    long id = request.pathId("id");
    return transactions.read(
        tx ->
            HttpResponse.json(
                tx.notifications()
                    .find(me, id)
                    .flatMap(found -> view.render(tx, me, List.of(found)).stream().findFirst())
                    .orElseThrow(Problem::notFound)));
  }

  HttpResponse dismiss(HttpRequest request) {
    long id = request.pathId("id");
    if (!transactions.write(tx -> tx.notifications().dismiss(caller(request), id))) {
      throw Problem.notFound();
    }
    return HttpResponse.json(Map.of());
  }

  HttpResponse clear(HttpRequest request) {
    transactions.run(tx -> tx.notifications().clear(caller(request)));
    return HttpResponse.json(Map.of());
  }

  /** How many came after the reading position, counted up to a limit. */
  HttpResponse unreadCount(HttpRequest request) {
    long me = caller(request);
    int limit = Math.clamp(request.params().integer("limit").orElse(COUNT_LIMIT), 1, 1_000);
    return transactions.read(
        tx -> {
          long lastRead =
              tx.markers().find(me, List.of("notifications")).stream()
                  .mapToLong(Marker::lastReadId)
                  .findFirst()
                  .orElse(0);
          return HttpResponse.json(
              Map.of("count", tx.notifications().countAfter(me, lastRead, limit)));
        });
  }

  private static NotificationFilter filter(Params params) {
    return new NotificationFilter(
        types(params.strings("types")),
        types(params.strings("exclude_types")),
        params.longId("account_id"));
  }

  private static Set<NotificationType> types(List<String> names) {
    return names.stream()
        .flatMap(name -> NotificationType.ofApiName(name).stream())
        .collect(Collectors.toSet());
  }

  private static long caller(HttpRequest request) {
    return request
        .caller()
        .viewer()
        .orElseThrow(() -> Problem.forbidden("This method requires an authenticated user"));
  }
}
