package dev.hato.server.federation;

import dev.hato.activitypub.DocumentRequest;
import dev.hato.activitypub.FederationBuilder;
import dev.hato.activitypub.collections.CollectionQuery;
import dev.hato.activitypub.collections.CollectionSlice;
import dev.hato.activitypub.collections.ServedCollection;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.relationships.Follows;
import dev.hato.storage.statuses.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The collections of local accounts as everybody sees them, whom they block left out. */
final class AccountCollections {
  private static final CollectionSlice NOTHING = CollectionSlice.EMPTY;

  private final Transactions transactions;
  private final LocalAccounts accounts;
  private final Readers readers;
  private final PostSource posts;
  private final SiteUrls urls;

  AccountCollections(Transactions transactions, Readers readers, PostSource posts, SiteUrls urls) {
    this.transactions = transactions;
    this.accounts = new LocalAccounts(transactions);
    this.readers = readers;
    this.posts = posts;
    this.urls = urls;
  }

  /** A collection: its size, and what is on a page. */
  private record Served(long total, Function<CollectionQuery, CollectionSlice> pages)
      implements ServedCollection {
    @Override
    public OptionalLong totalItems() {
      return OptionalLong.of(total);
    }

    @Override
    public CollectionSlice page(CollectionQuery query) {
      return pages.apply(query);
    }
  }

  /** One page of an account's follows in one direction. */
  @FunctionalInterface
  private interface Listing {
    List<Listed<Account>> of(Follows follows, long accountId, Page page);
  }

  void addTo(FederationBuilder builder) {
    String user = "/users/{username}";
    builder
        .collection(user + "/followers", this::followers)
        .collection(user + "/following", this::following)
        .collection(user + "/outbox", this::outbox)
        .collection(user + "/collections/featured", this::featured);
  }

  private Optional<ServedCollection> followers(DocumentRequest request) {
    return owner(request).map(owner -> people(owner, owner.followersCount(), Follows::followers));
  }

  private Optional<ServedCollection> following(DocumentRequest request) {
    return owner(request).map(owner -> people(owner, owner.followingCount(), Follows::following));
  }

  /** What everybody may see of what an account posted. */
  private Optional<ServedCollection> outbox(DocumentRequest request) {
    return owner(request)
        .map(
            owner ->
                new Served(
                    posts.outboxSize(Viewer.anonymous(), owner.id()),
                    query -> page(query).map(page -> posted(owner, page)).orElse(NOTHING)));
  }

  /** Few, so all are on the first page. */
  private Optional<ServedCollection> featured(DocumentRequest request) {
    return owner(request)
        .map(
            owner -> {
              List<? extends ApObject> shown = posts.featured(Viewer.anonymous(), owner.id());
              CollectionSlice all = new CollectionSlice(embedded(shown), Optional.empty());
              return new Served(
                  shown.size(),
                  query -> query.cursor().equals(CollectionQuery.START) ? all : NOTHING);
            });
  }

  /** The instance actor says nothing. */
  static ServedCollection empty() {
    return new Served(0, query -> NOTHING);
  }

  private Optional<Account> owner(DocumentRequest request) {
    return accounts
        .find(request.value("username"))
        .filter(owner -> readers.mayRead(request, owner));
  }

  private ServedCollection people(Account owner, long total, Listing listing) {
    return new Served(
        total,
        query ->
            owner.hideCollections()
                ? NOTHING
                : page(query).map(page -> people(owner, page, listing)).orElse(NOTHING));
  }

  private CollectionSlice people(Account owner, Page page, Listing listing) {
    List<Listed<Account>> people =
        transactions.read(tx -> listing.of(tx.follows(), owner.id(), page));
    return CollectionSlice.ofIds(
        people.stream().map(listed -> Iri.parse(listed.value().uri())).toList(),
        people.size() == page.limit()
            ? Optional.of(Long.toString(people.getLast().key()))
            : Optional.empty());
  }

  private CollectionSlice posted(Account owner, Page page) {
    List<? extends Activity> activities = posts.outbox(Viewer.anonymous(), owner.id(), page);
    return new CollectionSlice(
        embedded(activities),
        activities.size() == page.limit() ? cursor(activities.getLast()) : Optional.empty());
  }

  /** The id of the post that an activity published. */
  private Optional<String> cursor(Activity activity) {
    OptionalLong post =
        activity
            .id()
            .map(id -> id.value().replaceFirst("/activity$", ""))
            .map(id -> urls.localStatusId(Iri.parse(id)))
            .orElse(OptionalLong.empty());
    return post.isPresent() ? Optional.of(Long.toString(post.getAsLong())) : Optional.empty();
  }

  private static List<Ref<ApObject>> embedded(List<? extends ApObject> objects) {
    return objects.stream().<Ref<ApObject>>map(Ref::of).toList();
  }

  /** The rows that a query asks for; empty for a cursor that we never gave. */
  private static Optional<Page> page(CollectionQuery query) {
    Page first = Page.first(query.limit());
    if (query.cursor().equals(CollectionQuery.START)) {
      return Optional.of(first);
    }
    return query.cursor().matches("[0-9]{1,18}")
        ? Optional.of(first.withMaxId(Long.parseLong(query.cursor())))
        : Optional.empty();
  }
}
