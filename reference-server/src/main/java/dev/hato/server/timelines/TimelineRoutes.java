package dev.hato.server.timelines;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Paging;
import dev.hato.server.http.Params;
import dev.hato.server.kernel.Problem;
import dev.hato.server.statuses.StatusView;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.tags.Tag;
import dev.hato.storage.tags.TagName;
import dev.hato.storage.timelines.PublicFilter;
import dev.hato.storage.timelines.PublicFilter.Origin;
import dev.hato.storage.timelines.TagFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The timelines part of the API. */
final class TimelineRoutes {
  private static final int USUAL = 20;
  private static final int MOST_TAGS = 16;

  private final Transactions transactions;
  private final HomeFeeds feeds;
  private final StatusView view;

  TimelineRoutes(Transactions transactions, HomeFeeds feeds, StatusView view) {
    this.transactions = transactions;
    this.feeds = feeds;
    this.view = view;
  }

  HttpResponse home(HttpRequest request) {
    long me =
        request
            .caller()
            .viewer()
            .orElseThrow(() -> Problem.forbidden("This method requires an authenticated user"));
    Page page = Paging.of(request, USUAL);
    List<Long> ids = feeds.page(me, page);
    HttpResponse answer =
        transactions.read(tx -> HttpResponse.json(view.render(tx, Viewer.of(me), ids)));
    return Paging.link(answer, request, page, ids);
  }

  HttpResponse open(HttpRequest request) {
    Params params = request.params();
    PublicFilter filter =
        new PublicFilter(origin(params), params.bool("only_media").orElse(false), Set.of());
    return list(request, (tx, viewer, page) -> tx.timelines().open(viewer, filter, page));
  }

  HttpResponse tag(HttpRequest request) {
    Params params = request.params();
    String name = request.pathParam("hashtag");
    return list(
        request,
        (tx, viewer, page) ->
            filter(tx, name, params)
                .map(filter -> tx.timelines().tagged(viewer, filter, page))
                .orElse(List.of()));
  }

  private static Optional<TagFilter> filter(Tx tx, String name, Params params) {
    List<String> any = new ArrayList<>(params.strings("any"));
    any.add(name);
    Set<Long> wanted = ids(tx, any);
    Set<Long> all = ids(tx, params.strings("all"));
    if (wanted.isEmpty() || all.size() < params.strings("all").size()) {
      return Optional.empty();
    }
    return Optional.of(
        new TagFilter(
            wanted,
            all,
            ids(tx, params.strings("none")),
            origin(params),
            params.bool("only_media").orElse(false)));
  }

  private static Set<Long> ids(Tx tx, List<String> names) {
    return names.stream()
        .limit(MOST_TAGS)
        .flatMap(name -> TagName.parse(name).stream())
        .flatMap(name -> tx.tags().find(name).stream())
        .map(Tag::id)
        .collect(Collectors.toSet());
  }

  private static Origin origin(Params params) {
    if (params.bool("local").orElse(false)) {
      return Origin.LOCAL;
    }
    return params.bool("remote").orElse(false) ? Origin.REMOTE : Origin.ALL;
  }

  /** A query for a page of ids. */
  private interface Listing {
    List<Long> ids(Tx tx, Viewer viewer, Page page);
  }

  private HttpResponse list(HttpRequest request, Listing listing) {
    Page page = Paging.of(request, USUAL);
    Viewer viewer =
        request.caller().viewer().isPresent()
            ? Viewer.of(request.caller().viewer().getAsLong())
            : Viewer.anonymous();
    return transactions.read(
        tx -> {
          List<Long> ids = listing.ids(tx, viewer, page);
          HttpResponse answer = HttpResponse.json(view.render(tx, viewer, ids));
          return Paging.link(answer, request, page, ids);
        });
  }
}
