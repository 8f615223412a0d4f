package dev.hato.storage.accounts;

import dev.hato.storage.kernel.TxScope;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Accounts by id, uri and handle; every look-up of many is one query. */
public final class Accounts {
  private static final String SELECT = "select a.* from accounts a where ";

  /** A number on an account that is kept in step with its rows. */
  public enum Counter {
    FOLLOWERS("followers_count"),
    FOLLOWING("following_count"),
    STATUSES("statuses_count");

    private final String column;

    Counter(String column) {
      this.column = column;
    }
  }

  private final TxScope scope;

  public Accounts(TxScope scope) {
    this.scope = scope;
  }

  public Optional<Account> find(long id) {
    return scope.sql().first(SELECT + "a.id = ?", AccountRows::read, id);
  }

  public Optional<Account> findByUri(String uri) {
    return scope.sql().first(SELECT + "a.uri = ?", AccountRows::read, uri);
  }

  /** Whether the account with this uri is known and suspended. */
  public boolean isSuspended(String uri) {
    return scope
        .sql()
        .exists("select 1 from accounts a where a.uri = ? and a.suspended_at is not null", uri);
  }

  /** A local account by its name, in any case. */
  public Optional<Account> findLocal(String username) {
    return findByHandle(username, "");
  }

  /** An account by the parts of its handle, in any case; an empty domain means local. */
  public Optional<Account> findByHandle(String username, String domain) {
    return scope
        .sql()
        .first(
            SELECT + "a.username_key = ? and a.domain = ?",
            AccountRows::read,
            username.toLowerCase(Locale.ROOT),
            domain.toLowerCase(Locale.ROOT));
  }

  /** Those of the ids that exist, in the order of the ids. */
  public Map<Long, Account> byIds(Collection<Long> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<Long, Account> rows = new HashMap<>();
    scope
        .sql()
        .list(SELECT + "a.id = any(?)", AccountRows::read, ids)
        .forEach(account -> rows.put(account.id(), account));
    Map<Long, Account> ordered = new LinkedHashMap<>();
    for (Long id : ids) {
      Account account = rows.get(id);
      if (account != null) {
        ordered.put(id, account);
      }
    }
    return Collections.unmodifiableMap(ordered);
  }

  /** Those of the uris that are known. */
  public List<Account> byUris(Collection<String> uris) {
    return uris.isEmpty()
        ? List.of()
        : scope.sql().list(SELECT + "a.uri = any(?)", AccountRows::read, uris);
  }

  /**
   * Accounts whose name or display name begins with a text; {@code name@dom} narrows by domain.
   * Suspended accounts are left out; those with most followers come first.
   */
  public List<Account> search(String text, int limit, int offset) {
    String wanted = text.strip().startsWith("@") ? text.strip().substring(1) : text.strip();
    int at = wanted.indexOf('@');
    String names =
        at < 0
            ? "(a.username_key like ? or a.search_name like ?)"
            : "(a.username_key like ? and a.domain like ?)";
    String first = SearchKey.prefix(at < 0 ? wanted : wanted.substring(0, at));
    String second = at < 0 ? first : SearchKey.prefix(wanted.substring(at + 1));
    return scope
        .sql()
        .list(
            SELECT
                + names
                + " and a.suspended_at is null"
                + " order by a.followers_count desc, a.id limit ? offset ?",
            AccountRows::read,
            first,
            second,
            limit,
            offset);
  }

  /** Adds a local account; empty when its name or uri is taken. */
  public Optional<Account> addLocal(String username, ActorUrls urls, Profile profile) {
    if (!holders(urls.uri(), username, "").isEmpty()) {
      return Optional.empty();
    }
    AccountEntity entity = new AccountEntity(scope.nextId(), username, "", scope.now());
    entity.apply(urls);
    entity.apply(profile, scope.now());
    scope.entities().persist(entity);
    return findLocal(username);
  }

  /**
   * Stores what a remote actor's own origin says, under its uri. A known account keeps its handle;
   * the handle of another account is never touched.
   */
  public RemoteSave saveRemote(RemoteActor actor) {
    List<Account> holders = holders(actor.urls().uri(), actor.username(), actor.domain());
    Optional<Account> known =
        holders.stream().filter(holder -> holder.uri().equals(actor.urls().uri())).findFirst();
    if (known.isEmpty() && !holders.isEmpty()) {
      return new RemoteSave.Refused(holders.getFirst());
    }
    if (known.isPresent() && known.get().local()) {
      return new RemoteSave.Refused(known.get());
    }
    AccountEntity entity =
        known
            .map(account -> scope.entities().find(AccountEntity.class, account.id()))
            .orElseGet(() -> newRemote(actor));
    entity.apply(actor.urls());
    entity.apply(actor.profile(), scope.now());
    entity.fetched(scope.now());
    if (known.isEmpty()) {
      scope.entities().persist(entity);
    }
    return new RemoteSave.Saved(findByUri(actor.urls().uri()).orElseThrow(), known.isEmpty());
  }

  private AccountEntity newRemote(RemoteActor actor) {
    Instant published = actor.published().orElse(scope.now());
    return new AccountEntity(scope.nextId(), actor.username(), actor.domain(), published);
  }

  /**
   * In one statement, so that a row that another transaction commits is seen by both or neither.
   */
  private List<Account> holders(String uri, String username, String domain) {
    return scope
        .sql()
        .list(
            SELECT + "(a.uri = ? or (a.username_key = ? and a.domain = ?))",
            AccountRows::read,
            uri,
            username.toLowerCase(Locale.ROOT),
            domain);
  }

  /** Changes a profile and gives the account as it is now; empty when there is none. */
  public Optional<Account> updateProfile(long id, UnaryOperator<Profile> change) {
    Optional<Account> account = find(id);
    account.ifPresent(
        found ->
            scope
                .entities()
                .find(AccountEntity.class, id)
                .apply(change.apply(found.profile()), scope.now()));
    return account.isEmpty() ? account : find(id);
  }

  /** Removes a local account that was never approved, with its login; its name is free again. */
  public boolean removeUnapproved(long id) {
    return scope
            .sql()
            .update(
                "delete from accounts where id = ? and domain = '' and exists (select 1 from users"
                    + " u where u.account_id = accounts.id and u.approved_at is null)",
                id)
        > 0;
  }

  /** Adds to a counter, which never falls below nothing. */
  public void count(long id, Counter counter, int change) {
    scope
        .sql()
        .update(
            "update accounts set %1$s = greatest(0, %1$s + ?) where id = ?"
                .formatted(counter.column),
            change,
            id);
  }

  /** Counts a new post and remembers its time. */
  public void countStatus(long id, Instant postedAt) {
    scope
        .sql()
        .update(
            "update accounts set statuses_count = statuses_count + 1,"
                + " last_status_at = greatest(coalesce(last_status_at, ?), ?) where id = ?",
            postedAt,
            postedAt,
            id);
  }

  /** The account of the person who owns this server. */
  public Optional<Account> owner() {
    return scope
        .sql()
        .first(
            "select a.* from accounts a join users u on u.account_id = a.id"
                + " where u.role = 'OWNER' order by a.id limit 1",
            AccountRows::read);
  }

  /** How many posts local accounts have written. */
  public long localStatuses() {
    return scope
        .sql()
        .number("select coalesce(sum(statuses_count), 0) from accounts where domain = ''");
  }

  /** How many other servers accounts are known from. */
  public long domains() {
    return scope.sql().number("select count(distinct domain) from accounts where domain <> ''");
  }

  /** Records where an account has moved to. */
  public boolean setMovedTo(long id, long targetId) {
    return scope.sql().update("update accounts set moved_to_id = ? where id = ?", targetId, id) > 0;
  }

  /** Suspends or readmits; the answer is whether that changed anything. */
  public boolean setSuspended(long id, boolean suspended) {
    return mark("suspended_at", id, suspended);
  }

  /** Limits or lifts the limit; the answer is whether that changed anything. */
  public boolean setSilenced(long id, boolean silenced) {
    return mark("silenced_at", id, silenced);
  }

  private boolean mark(String column, long id, boolean set) {
    Optional<Instant> value = set ? Optional.of(scope.now()) : Optional.empty();
    return scope
            .sql()
            .update(
                "update accounts set %1$s = ? where id = ? and %1$s is %2$s null"
                    .formatted(column, set ? "" : "not"),
                value,
                id)
        > 0;
  }
}
