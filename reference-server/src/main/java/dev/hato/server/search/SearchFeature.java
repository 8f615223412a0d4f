package dev.hato.server.search;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.server.accounts.AccountView;
import dev.hato.server.accounts.ApiAccount;
import dev.hato.server.accounts.ResolveAccount;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.Access;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Params;
import dev.hato.server.http.Privacy;
import dev.hato.server.kernel.Problem;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.server.statuses.ApiStatus;
import dev.hato.server.statuses.ResolveStatus;
import dev.hato.server.statuses.StatusView;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.tags.Tag;
import dev.hato.webfinger.Acct;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/v2/search}: what a typed text may mean. */
public final class SearchFeature implements Feature {
  private static final int MOST = 40;
  private static final int LONGEST = 500;

  private final Transactions transactions;
  private final People people;
  private final Posts posts;
  private final SiteUrls urls;
  private final InstantSource clock;

  /** How accounts are found and shown. */
  public record People(AccountView view, ResolveAccount resolve) {}

  /** How posts are found and shown. */
  public record Posts(StatusView view, ResolveStatus resolve) {}

  record Found(List<ApiAccount> accounts, List<ApiStatus> statuses, List<ApiTag> hashtags) {}

  record ApiTag(String id, String name, String url, List<Object> history, boolean following) {}

  public SearchFeature(
      Transactions transactions, People people, Posts posts, SiteUrls urls, InstantSource clock) {
    this.transactions = transactions;
    this.people = people;
    this.posts = posts;
    this.urls = urls;
    this.clock = clock;
  }

  @Override
  public void plugIn(Registry registry) {
    registry.get(
        "/api/v2/search", Access.scopeIfAuthenticated("read:search"), Privacy.POSTS, this::search);
  }

  private HttpResponse search(HttpRequest request) {
    Params params = request.params();
    String text = params.required("q").strip();
    if (text.length() > LONGEST) {
      throw Problem.invalid("Validation failed: q is too long");
    }
    String type = params.string("type").orElse("");
    boolean known = request.caller().viewer().isPresent();
    boolean resolves = params.bool("resolve").orElse(false);
    if (resolves && !known) {
      throw Problem.unauthorized("Search queries that resolve remote resources need a login");
    }
    Viewer viewer = known ? Viewer.of(request.caller().viewer().getAsLong()) : Viewer.anonymous();
    int limit = Math.clamp(params.integer("limit").orElse(20), 1, MOST);
    int offset = Math.clamp(params.integer("offset").orElse(0), 0, 10_000);
    if (text.startsWith("https://") || text.startsWith("http://")) {
      return HttpResponse.json(byAddress(viewer, Iri.parse(text), type, resolves));
    }
    return HttpResponse.json(
        new Found(
            wanted(type, "accounts") ? accounts(text, resolves, limit, offset) : List.of(),
            List.of(),
            wanted(type, "hashtags") ? hashtags(text, limit, offset) : List.of()));
  }

  /** An address names one thing: a post when there is one, else an account. */
  private Found byAddress(Viewer viewer, Iri address, String type, boolean resolves) {
    List<ApiStatus> statuses =
        wanted(type, "statuses") ? post(viewer, address, resolves) : List.of();
    if (!statuses.isEmpty() || !wanted(type, "accounts")) {
      return new Found(List.of(), statuses, List.of());
    }
    Optional<Account> account =
        resolves || urls.isLocal(address)
            ? people.resolve().byAddress(address)
            : people.resolve().known(address);
    return new Found(
        account.map(people.view()::render).map(List::of).orElse(List.of()), List.of(), List.of());
  }

  private List<ApiStatus> post(Viewer viewer, Iri address, boolean resolves) {
    Optional<Status> status =
        resolves || urls.isLocal(address)
            ? posts.resolve().byAddress(address, FetchBudget.standard(clock))
            : transactions.read(tx -> tx.statuses().findByUri(address.value()));
    return status
        .map(found -> transactions.read(tx -> posts.view().render(tx, viewer, List.of(found.id()))))
        .orElse(List.of());
  }

  private List<ApiAccount> accounts(String text, boolean resolves, int limit, int offset) {
    List<Account> found = new ArrayList<>();
    if (resolves && offset == 0) {
      Acct.parse(text).flatMap(people.resolve()::byAcct).ifPresent(found::add);
    }
    transactions.read(tx -> tx.accounts().search(text, limit, offset)).stream()
        .filter(account -> found.stream().noneMatch(other -> other.id() == account.id()))
        .forEach(found::add);
    return people.view().renderAll(found.subList(0, Math.min(limit, found.size())));
  }

  private List<ApiTag> hashtags(String text, int limit, int offset) {
    if (text.startsWith("@")) {
      return List.of();
    }
    return transactions.read(tx -> tx.tags().search(text, limit, offset)).stream()
        .map(this::render)
        .toList();
  }

  private ApiTag render(Tag tag) {
    return new ApiTag(
        Long.toString(tag.id()), tag.displayName(), urls.tag(tag.name()), List.of(), false);
  }

  private static boolean wanted(String type, String kind) {
    return type.isEmpty() || type.equals(kind);
  }
}
