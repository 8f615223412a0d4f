package dev.hato.server.accounts;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.FetchResult;
import dev.hato.activitypub.remote.NamedActor;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.server.federation.SiteUrls;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.RemoteActor;
import dev.hato.storage.accounts.RemoteSave;
import dev.hato.webfinger.Acct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Finds the account behind an actor id or a handle; an unknown or stale remote one is fetched from
 * its own origin and stored. Blocks on the network, so it is never called inside a transaction.
 * Thread-safe.
 */
public final class ResolveAccount {
  private static final Duration STALE = Duration.ofDays(1);

  private final Transactions transactions;
  private final RemoteObjects remote;
  private final SiteUrls urls;
  private final InstantSource clock;

  public ResolveAccount(
      Transactions transactions, RemoteObjects remote, SiteUrls urls, InstantSource clock) {
    this.transactions = transactions;
    this.remote = remote;
    this.urls = urls;
    this.clock = clock;
  }

  /** The account of an actor id; a known one is taken as it is, however old. */
  public Optional<Account> known(Iri actor) {
    return transactions.read(tx -> tx.accounts().findByUri(actor.value()));
  }

  /** The account of an actor id or profile page; empty when there is no such actor or no answer. */
  public Optional<Account> byIri(Iri iri, FetchBudget budget) {
    Optional<String> local = urls.localUsername(iri);
    if (local.isPresent() || urls.isLocal(iri)) {
      return local.flatMap(name -> transactions.read(tx -> tx.accounts().findLocal(name)));
    }
    Optional<Account> known = known(iri);
    if (known.filter(this::isFresh).isPresent()) {
      return known;
    }
    return store(remote.namedActor(iri, budget)).or(() -> known);
  }

  /** The account that an address leads to which somebody copied: also that of a page. */
  public Optional<Account> byAddress(Iri address) {
    if (urls.isLocal(address) || known(address).filter(this::isFresh).isPresent()) {
      return byIri(address);
    }
    FetchBudget budget = FetchBudget.standard(clock);
    return remote
        .lookUp(address, budget)
        .found()
        .flatMap(object -> object.as(Actor.class))
        .flatMap(actor -> store(remote.nameOf(actor, budget)))
        .or(() -> known(address));
  }

  /** The same with a budget of its own. */
  public Optional<Account> byIri(Iri iri) {
    return byIri(iri, FetchBudget.standard(clock));
  }

  /** The account of a handle such as {@code alice@example.com}. */
  public Optional<Account> byAcct(Acct acct, FetchBudget budget) {
    if (acct.host().equalsIgnoreCase(urls.domain())) {
      return transactions.read(tx -> tx.accounts().findLocal(acct.user()));
    }
    Optional<Account> known =
        transactions.read(tx -> tx.accounts().findByHandle(acct.user(), acct.host()));
    if (known.filter(this::isFresh).isPresent()) {
      return known;
    }
    return store(remote.actorByAcct(acct, budget)).or(() -> known);
  }

  /** The same with a budget of its own. */
  public Optional<Account> byAcct(Acct acct) {
    return byAcct(acct, FetchBudget.standard(clock));
  }

  /** Fetches an actor anew, whatever is known, and stores what its origin says. */
  public Optional<Account> refresh(Iri actor, FetchBudget budget) {
    if (urls.isLocal(actor)) {
      return Optional.empty();
    }
    return store(
        remote.refreshActor(actor, budget).then(fetched -> remote.nameOf(fetched, budget)));
  }

  private Optional<Account> store(FetchResult<NamedActor> result) {
    return result.found().flatMap(this::store);
  }

  private Optional<Account> store(NamedActor named) {
    if (named.actor().inbox().isEmpty()) {
      return Optional.empty();
    }
    RemoteActor actor = RemoteProfiles.read(named);
    RemoteSave saved = transactions.write(tx -> tx.accounts().saveRemote(actor));
    return switch (saved) {
      case RemoteSave.Saved done -> Optional.of(done.account());
      case RemoteSave.Refused _ -> Optional.empty();
    };
  }

  private boolean isFresh(Account account) {
    Instant limit = clock.instant().minus(STALE);
    return account.local() || account.fetchedAt().filter(limit::isBefore).isPresent();
  }
}
