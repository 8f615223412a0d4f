package dev.hato.server.statuses;

import dev.hato.server.http.Access;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Privacy;
import dev.hato.server.plug.Registry;
import dev.hato.storage.Transactions;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;

/** The API of what people do with posts: boost, favourite, bookmark, pin, mute, and back. */
final class StatusMarkRoutes {
  private final Transactions transactions;
  private final StatusView view;

  /** Does something with a post for an account and gives the id of what is shown then. */
  private interface Verb {
    long act(long accountId, long statusId);
  }

  StatusMarkRoutes(Transactions transactions, StatusView view) {
    this.transactions = transactions;
    this.view = view;
  }

  void boosts(Registry registry, BoostStatus boost, UnboostStatus unboost) {
    Access write = Access.scope("write:statuses");
    registry.post(
        path("reblog"),
        write,
        Privacy.OWN,
        request -> {
          Visibility visibility =
              DraftParams.visibility(request.params()).orElse(Visibility.PUBLIC);
          return answer(request, (account, id) -> boost.boost(account, id, visibility));
        });
    plug(registry, "unreblog", write, unboost::unboost);
  }

  void favourites(Registry registry, FavouriteStatus add, UnfavouriteStatus remove) {
    Access write = Access.scope("write:favourites");
    plug(registry, "favourite", write, add::favourite);
    plug(registry, "unfavourite", write, remove::unfavourite);
  }

  void bookmarks(Registry registry, BookmarkStatus verb) {
    Access write = Access.scope("write:bookmarks");
    plug(registry, "bookmark", write, (account, id) -> verb.bookmark(account, id, true));
    plug(registry, "unbookmark", write, (account, id) -> verb.bookmark(account, id, false));
  }

  void pins(Registry registry, PinStatus verb) {
    Access write = Access.scope("write:accounts");
    plug(registry, "pin", write, (account, id) -> verb.pin(account, id, true));
    plug(registry, "unpin", write, (account, id) -> verb.pin(account, id, false));
  }

  void mutes(Registry registry, MuteConversation verb) {
    Access write = Access.scope("write:mutes");
    plug(registry, "mute", write, (account, id) -> verb.mute(account, id, true));
    plug(registry, "unmute", write, (account, id) -> verb.mute(account, id, false));
  }

  private void plug(Registry registry, String name, Access access, Verb verb) {
    registry.post(path(name), access, Privacy.OWN, request -> answer(request, verb));
  }

  private HttpResponse answer(HttpRequest request, Verb verb) {
    long account = StatusRoutes.account(request);
    long shown = verb.act(account, request.pathId("id"));
    Viewer viewer = Viewer.of(account);
    return HttpResponse.json(transactions.<Object>read(tx -> view.render(tx, viewer, shown)));
  }

  private static String path(String name) {
    return "/api/v1/statuses/{id}/" + name;
  }
}
