package dev.hato.server.statuses;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Post;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.server.accounts.ResolveAccount;
import dev.hato.server.federation.SiteUrls;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds the status behind an id or page address; an unknown remote one is fetched from its own
 * origin and stored, after its author and the posts that it answers. Blocks on the network, so it
 * is never called inside a transaction. Thread-safe.
 */
public final class ResolveStatus {
  /** How far a thread is followed up. */
  static final int MOST_PARENTS = 20;

  private final Transactions transactions;
  private final RemoteObjects remote;
  private final ResolveAccount accounts;
  private final ReceiveStatus receive;
  private final SiteUrls urls;

  ResolveStatus(
      Transactions transactions,
      RemoteObjects remote,
      ResolveAccount accounts,
      ReceiveStatus receive,
      SiteUrls urls) {
    this.transactions = transactions;
    this.remote = remote;
    this.accounts = accounts;
    this.receive = receive;
    this.urls = urls;
  }

  /**
   * The status of an id, whoever may see it: ask {@code StatusQueries} before showing it. Empty
   * when there is none or no answer.
   */
  public Optional<Status> byIri(Iri iri, FetchBudget budget) {
    Optional<Status> known = known(iri);
    if (known.isPresent() || urls.isLocal(iri)) {
      return known;
    }
    return fetch(iri, budget).flatMap(post -> store(post, budget));
  }

  /** The status that an address leads to which somebody copied: also that of a page. */
  public Optional<Status> byAddress(Iri address, FetchBudget budget) {
    Optional<Status> known = known(address);
    if (known.isPresent() || urls.isLocal(address)) {
      return known;
    }
    return remote
        .lookUp(address, budget)
        .found()
        .flatMap(object -> object.as(Post.class))
        .flatMap(post -> post.id().flatMap(this::known).or(() -> store(post, budget)));
  }

  private Optional<Status> store(Post post, FetchBudget budget) {
    return author(post, budget).flatMap(author -> store(post, author, false, budget));
  }

  /**
   * Stores a post that its origin vouches for, after what it answers.
   *
   * @param delivered whether it was sent to us
   */
  Optional<Status> store(Post post, Account author, boolean delivered, FetchBudget budget) {
    Deque<Post> thread = new ArrayDeque<>();
    Set<Iri> met = new HashSet<>();
    Optional<Post> next = Optional.of(post);
    while (next.isPresent() && thread.size() < MOST_PARENTS) {
      thread.push(next.get());
      next = unknownParent(next.get(), met, budget);
    }
    while (thread.size() > 1) {
      storeParent(thread.pop(), budget);
    }
    return receive.receive(post, author, delivered, budget);
  }

  private Optional<Post> unknownParent(Post post, Set<Iri> met, FetchBudget budget) {
    return post.inReplyTo()
        .flatMap(Ref::id)
        .filter(parent -> !urls.isLocal(parent) && met.add(parent))
        .filter(parent -> known(parent).isEmpty())
        .flatMap(parent -> fetch(parent, budget));
  }

  private void storeParent(Post parent, FetchBudget budget) {
    author(parent, budget).ifPresent(who -> receive.receive(parent, who, false, budget));
  }

  /** The remote account that a post is by; empty when it cannot be found or is suspended. */
  Optional<Account> author(Post post, FetchBudget budget) {
    return post.attributedTo().stream()
        .findFirst()
        .flatMap(author -> accounts.byIri(author, budget))
        .filter(account -> !account.local() && !account.suspended());
  }

  private Optional<Post> fetch(Iri iri, FetchBudget budget) {
    return iri.isHttp()
        ? remote.fetch(iri, budget).found().flatMap(object -> object.as(Post.class))
        : Optional.empty();
  }

  /** Without asking elsewhere. */
  Optional<Status> known(Iri iri) {
    OptionalLong local = urls.localStatusId(iri);
    return transactions.read(
        tx ->
            tx.statuses()
                .findByUri(iri.value())
                .or(
                    () ->
                        local.isPresent()
                            ? tx.statuses().find(local.getAsLong()).filter(Status::local)
                            : Optional.empty()));
  }
}
