package dev.hato.server.relationships;

import dev.hato.server.accounts.AccountView;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Paging;
import dev.hato.server.http.Params;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.relationships.FollowOptions;
import dev.hato.storage.relationships.Relationship;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The relationships part of the API. */
final class RelationshipRoutes {
  private static final int USUAL = 40;
  private static final int MAX_BATCH = 40;

  private final Transactions transactions;
  private final AccountView view;
  private final Verbs verbs;

  /** What the routes do. */
  record Verbs(
      FollowAccount follow,
      UnfollowAccount unfollow,
      BlockAccount block,
      MuteAccount mute,
      AnswerFollowRequest answer) {}

  /** What a route does with the caller and the account in its path. */
  interface Change {
    void apply(Tx tx, Account me, Account other);
  }

  /** A list of accounts that belongs to an account. */
  interface Listing {
    List<Listed<Account>> page(Tx tx, long accountId, Page page);
  }

  RelationshipRoutes(Transactions transactions, AccountView view, Verbs verbs) {
    this.transactions = transactions;
    this.view = view;
    this.verbs = verbs;
  }

  HttpResponse relationships(HttpRequest request) {
    List<Long> ids = request.params().longIds("id").stream().distinct().toList();
    if (ids.size() > MAX_BATCH) {
      throw Problem.invalid("Validation failed: at most 40 ids");
    }
    long me = caller(request);
    return transactions.read(tx -> HttpResponse.json(render(tx, me, ids)));
  }

  HttpResponse follow(HttpRequest request) {
    Params params = request.params();
    return change(
        request,
        (tx, me, other) -> {
          FollowOptions now =
              tx.follows()
                  .find(me.id(), other.id())
                  .map(follow -> follow.options())
                  .orElse(FollowOptions.DEFAULT);
          verbs
              .follow()
              .follow(
                  tx,
                  me,
                  other,
                  new FollowOptions(
                      params.bool("reblogs").orElse(now.showReblogs()),
                      params.bool("notify").orElse(now.notifying()),
                      params.has("languages") ? params.strings("languages") : now.languages()));
        });
  }

  HttpResponse unfollow(HttpRequest request) {
    return change(request, verbs.unfollow()::unfollow);
  }

  HttpResponse removeFollower(HttpRequest request) {
    return change(request, verbs.unfollow()::remove);
  }

  HttpResponse block(HttpRequest request) {
    return change(request, verbs.block()::block);
  }

  HttpResponse unblock(HttpRequest request) {
    return change(request, verbs.block()::unblock);
  }

  HttpResponse mute(HttpRequest request) {
    boolean notifications = request.params().bool("notifications").orElse(true);
    int seconds = Math.max(0, request.params().integer("duration").orElse(0));
    return change(
        request,
        (tx, me, other) ->
            verbs.mute().mute(tx, me, other, notifications, Duration.ofSeconds(seconds)));
  }

  HttpResponse unmute(HttpRequest request) {
    return change(request, verbs.mute()::unmute);
  }

  HttpResponse authorize(HttpRequest request) {
    return change(request, verbs.answer()::accept);
  }

  HttpResponse reject(HttpRequest request) {
    return change(request, verbs.answer()::reject);
  }

  HttpResponse requests(HttpRequest request) {
    return list(request, caller(request), (tx, id, page) -> tx.follows().requests(id, page));
  }

  HttpResponse blocks(HttpRequest request) {
    return list(request, caller(request), (tx, id, page) -> tx.blocks().list(id, page));
  }

  HttpResponse mutes(HttpRequest request) {
    return list(
        request,
        caller(request),
        (tx, id, page) ->
            tx.mutes().list(id, page).stream()
                .map(mute -> new Listed<>(mute.key(), mute.value().target()))
                .toList());
  }

  HttpResponse followers(HttpRequest request) {
    return profileList(request, (tx, id, page) -> tx.follows().followers(id, page));
  }

  HttpResponse following(HttpRequest request) {
    return profileList(request, (tx, id, page) -> tx.follows().following(id, page));
  }

  /** Lists that their owner may hide, and that those whom it blocks do not see. */
  private HttpResponse profileList(HttpRequest request, Listing listing) {
    long id = request.pathId("id");
    boolean hidden =
        transactions.read(
            tx -> {
              Account owner = tx.accounts().find(id).orElseThrow(Problem::notFound);
              boolean own = request.caller().viewer().orElse(-1) == id;
              boolean blocked =
                  request.caller().viewer().isPresent()
                      && tx.blocks().exists(id, request.caller().viewer().getAsLong());
              return !own && (owner.hideCollections() || owner.suspended() || blocked);
            });
    return hidden ? HttpResponse.json(List.of()) : list(request, id, listing);
  }

  private HttpResponse list(HttpRequest request, long accountId, Listing listing) {
    Page page = Paging.of(request, USUAL);
    List<Listed<Account>> found = transactions.read(tx -> listing.page(tx, accountId, page));
    HttpResponse answer =
        HttpResponse.json(view.renderAll(found.stream().map(Listed::value).toList()));
    return Paging.link(answer, request, page, found.stream().map(Listed::key).toList());
  }

  private HttpResponse change(HttpRequest request, Change change) {
    long me = caller(request);
    long id = request.pathId("id");
    return transactions.write(
        tx -> {
          Map<Long, Account> both = tx.accounts().byIds(List.of(me, id));
          Account caller = both.get(me);
          Account other = both.get(id);
          if (caller == null || other == null) {
            throw Problem.notFound();
          }
          change.apply(tx, caller, other);
          return HttpResponse.json(render(tx, me, List.of(id)).getFirst());
        });
  }

  private static List<ApiRelationship> render(Tx tx, long viewer, List<Long> ids) {
    Map<Long, Relationship> found = tx.relationships().of(viewer, ids);
    return ids.stream()
        .filter(found::containsKey)
        .map(found::get)
        .map(ApiRelationship::of)
        .toList();
  }

  private static long caller(HttpRequest request) {
    return request
        .caller()
        .viewer()
        .orElseThrow(() -> Problem.forbidden("This method requires an authenticated user"));
  }
}
