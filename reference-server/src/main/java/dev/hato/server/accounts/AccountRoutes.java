package dev.hato.server.accounts;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Params;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.User;
import dev.hato.webfinger.Acct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** The accounts part of the API: one's own, others', by id, by name, by search. */
final class AccountRoutes {
  private static final int MAX_SEARCH = 80;
  private static final int MAX_BATCH = 40;

  private final Transactions transactions;
  private final AccountView view;
  private final ResolveAccount resolve;
  private final UpdateCredentials update;
  private final SiteUrls urls;
  private final ToIntBiFunction<Tx, Long> followRequests;

  AccountRoutes(
      Transactions transactions,
      AccountView view,
      ResolveAccount resolve,
      UpdateCredentials update,
      SiteUrls urls) {
    this.transactions = transactions;
    this.view = view;
    this.resolve = resolve;
    this.update = update;
    this.urls = urls;
    this.followRequests = (tx, account) -> tx.follows().pendingCount(account);
  }

  HttpResponse verifyCredentials(HttpRequest request) {
    return HttpResponse.json(credentials(caller(request)));
  }

  HttpResponse updateCredentials(HttpRequest request) {
    update.update(caller(request), request.params());
    return HttpResponse.json(credentials(caller(request)));
  }

  HttpResponse get(HttpRequest request) {
    long id = request.pathId("id");
    return transactions.read(
        tx ->
            HttpResponse.json(view.render(tx.accounts().find(id).orElseThrow(Problem::notFound))));
  }

  /** {@code GET /api/v1/accounts?id[]=…} */
  HttpResponse list(HttpRequest request) {
    List<Long> ids = request.params().longIds("id");
    if (ids.size() > MAX_BATCH) {
      throw Problem.invalid("Validation failed: at most 40 ids");
    }
    return transactions.read(
        tx -> HttpResponse.json(view.renderAll(List.copyOf(tx.accounts().byIds(ids).values()))));
  }

  /** By handle, only what is known here: no look-up elsewhere. */
  HttpResponse lookup(HttpRequest request) {
    String handle = request.params().required("acct");
    return transactions.read(
        tx -> HttpResponse.json(view.render(byHandle(tx, handle).orElseThrow(Problem::notFound))));
  }

  /** By beginning of a name, or by a whole handle, which may be looked up on its server. */
  HttpResponse search(HttpRequest request) {
    Params params = request.params();
    String text = params.string("q").orElse("").strip();
    int limit = Math.clamp(params.integer("limit").orElse(40), 1, MAX_SEARCH);
    int offset = Math.clamp(params.integer("offset").orElse(0), 0, 10_000);
    if (text.isEmpty() || text.length() > 500) {
      return HttpResponse.json(List.of());
    }
    boolean resolves = params.bool("resolve").orElse(false);
    return HttpResponse.json(view.renderAll(found(text, resolves, limit, offset)));
  }

  /** What a search finds: a handle that resolves comes first. */
  List<Account> found(String text, boolean resolves, int limit, int offset) {
    List<Account> found = new ArrayList<>();
    if (resolves && offset == 0) {
      Acct.parse(text).flatMap(resolve::byAcct).ifPresent(found::add);
    }
    transactions.read(tx -> tx.accounts().search(text, limit, offset)).stream()
        .filter(account -> found.stream().noneMatch(other -> other.id() == account.id()))
        .forEach(found::add);
    return found.subList(0, Math.min(found.size(), limit));
  }

  private Optional<Account> byHandle(Tx tx, String handle) {
    String bare = handle.startsWith("@") ? handle.substring(1) : handle;
    if (!bare.contains("@")) {
      return tx.accounts().findLocal(bare);
    }
    return Acct.parse(bare)
        .flatMap(
            acct ->
                acct.host().equalsIgnoreCase(urls.domain())
                    ? tx.accounts().findLocal(acct.user())
                    : tx.accounts().findByHandle(acct.user(), acct.host()));
  }

  private ApiAccount credentials(long accountId) {
    return transactions.read(
        tx -> {
          Account account = tx.accounts().find(accountId).orElseThrow(Problem::notFound);
          User user = tx.users().find(accountId).orElseThrow(Problem::notFound);
          return view.credentials(account, user, followRequests.applyAsInt(tx, accountId));
        });
  }

  private static long caller(HttpRequest request) {
    return request
        .caller()
        .viewer()
        .orElseThrow(() -> Problem.forbidden("This method requires an authenticated user"));
  }
}
