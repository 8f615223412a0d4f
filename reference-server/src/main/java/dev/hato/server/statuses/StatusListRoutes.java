package dev.hato.server.statuses;

import dev.hato.server.accounts.AccountView;
import dev.hato.server.http.Access;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Paging;
import dev.hato.server.http.Params;
import dev.hato.server.http.Privacy;
import dev.hato.server.kernel.Problem;
import dev.hato.server.plug.Registry;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.TxFunction;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.tags.Tag;
import dev.hato.storage.tags.TagName;
import dev.hato.storage.timelines.AccountFilter;
import java.util.List;
import java.util.Optional;

/** The API's lists of posts and of people around a post: each asks again who may see what. */
final class StatusListRoutes {
  private static final int USUAL = 20;
  private static final int USUAL_PEOPLE = 40;

  private final Transactions transactions;
  private final StatusView view;
  private final AccountView accounts;

  /** A page of a list: what orders it, and what is shown. */
  private record Shown(List<Long> keys, Object body) {}

  StatusListRoutes(Transactions transactions, StatusView view, AccountView accounts) {
    this.transactions = transactions;
    this.view = view;
    this.accounts = accounts;
  }

  void plugInto(Registry registry) {
    Access people = Access.scopeIfAuthenticated("read:accounts");
    String one = "/api/v1/statuses/{id}";
    registry.get(one + "/reblogged_by", people, Privacy.POSTS, this::boosters);
    registry.get(one + "/favourited_by", people, Privacy.POSTS, this::favouriters);
    registry.get(
        "/api/v1/favourites", Access.scope("read:favourites"), Privacy.OWN, this::favourites);
    registry.get("/api/v1/bookmarks", Access.scope("read:bookmarks"), Privacy.OWN, this::bookmarks);
    registry.get(
        "/api/v1/accounts/{id}/statuses",
        Access.scopeIfAuthenticated("read:statuses"),
        Privacy.POSTS,
        this::profile);
  }

  private HttpResponse favourites(HttpRequest request) {
    long account = StatusRoutes.account(request);
    Page page = Paging.of(request, USUAL);
    return answer(
        request, page, tx -> marked(tx, account, tx.favourites().statuses(account, page)));
  }

  private HttpResponse bookmarks(HttpRequest request) {
    long account = StatusRoutes.account(request);
    Page page = Paging.of(request, USUAL);
    return answer(request, page, tx -> marked(tx, account, tx.bookmarks().statuses(account, page)));
  }

  private Shown marked(Tx tx, long account, List<Listed<Long>> list) {
    List<Long> ids = list.stream().map(Listed::value).toList();
    return new Shown(keys(list), view.render(tx, Viewer.of(account), ids));
  }

  private HttpResponse boosters(HttpRequest request) {
    Page page = Paging.of(request, USUAL_PEOPLE);
    Viewer viewer = StatusRoutes.viewer(request.caller());
    return answer(
        request,
        page,
        tx -> {
          Status status = VisibleStatus.load(tx, viewer, request.pathId("id")).status();
          return people(tx, tx.statuses().boostedBy(status.id(), viewer, page));
        });
  }

  private HttpResponse favouriters(HttpRequest request) {
    Page page = Paging.of(request, USUAL_PEOPLE);
    Viewer viewer = StatusRoutes.viewer(request.caller());
    return answer(
        request,
        page,
        tx -> {
          Status status = VisibleStatus.load(tx, viewer, request.pathId("id")).status();
          return people(tx, tx.favourites().accounts(status.id(), viewer, page));
        });
  }

  private Shown people(Tx tx, List<Listed<Long>> list) {
    List<Long> ids = list.stream().map(Listed::value).toList();
    List<Account> found = List.copyOf(tx.accounts().byIds(ids).values());
    return new Shown(keys(list), accounts.renderAll(found));
  }

  private HttpResponse profile(HttpRequest request) {
    Page page = Paging.of(request, USUAL);
    Viewer viewer = StatusRoutes.viewer(request.caller());
    long account = request.pathId("id");
    return answer(
        request,
        page,
        tx -> {
          var _ = tx.accounts().find(account).orElseThrow(Problem::notFound);
          List<Long> ids =
              filter(tx, request.params())
                  .map(filter -> tx.timelines().profile(viewer, account, filter, page))
                  .orElse(List.of());
          return new Shown(ids, view.render(tx, viewer, ids));
        });
  }

  /** Empty when nothing can match: a hashtag that nobody has used. */
  private static Optional<AccountFilter> filter(Tx tx, Params params) {
    AccountFilter filter = AccountFilter.ALL;
    filter = flag(params, "exclude_replies") ? filter.withoutReplies() : filter;
    filter = flag(params, "exclude_reblogs") ? filter.withoutReblogs() : filter;
    filter = flag(params, "only_media") ? filter.withMedia() : filter;
    filter = flag(params, "pinned") ? filter.onlyPinned() : filter;
    Optional<String> tagged = params.string("tagged").filter(name -> !name.isBlank());
    if (tagged.isEmpty()) {
      return Optional.of(filter);
    }
    Optional<Tag> tag = tagged.flatMap(TagName::parse).flatMap(tx.tags()::find);
    return tag.map(Tag::id).map(filter::tagged);
  }

  private static boolean flag(Params params, String name) {
    return params.bool(name).orElse(false);
  }

  private HttpResponse answer(HttpRequest request, Page page, TxFunction<Shown> work) {
    Shown shown = transactions.read(work);
    return Paging.link(HttpResponse.json(shown.body()), request, page, shown.keys());
  }

  private static List<Long> keys(List<? extends Listed<?>> list) {
    return list.stream().map(Listed::key).toList();
  }
}
