package dev.hato.storage.relationships;

import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.AccountRows;
import dev.hato.storage.accounts.Accounts;
import dev.hato.storage.accounts.Accounts.Counter;
import dev.hato.storage.kernel.JsonColumn;
import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxScope;
import dev.hato.storage.relationships.Follow.State;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Follows and requests to follow; keeps the counters of both accounts in step. */
public final class Follows {
  private static final JsonColumn<String> LANGUAGES = JsonColumn.listOf(String.class);
  private static final String SELECT = "select f.* from follows f where ";

  private final TxScope scope;

  public Follows(TxScope scope) {
    this.scope = scope;
  }

  /** Adds a follow or request; empty, and nothing changed, when there is one already. */
  public Optional<Follow> add(
      long accountId, long targetId, State state, FollowOptions options, String uri) {
    if (accountId == targetId) {
      throw new IllegalArgumentException("account " + accountId + " cannot follow itself");
    }
    long id = scope.nextId();
    int added =
        scope
            .sql()
            .update(
                "insert into follows (id, account_id, target_id, state, show_reblogs, notify,"
                    + " languages, uri, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict do nothing",
                id,
                accountId,
                targetId,
                state,
                options.showReblogs(),
                options.notifying(),
                LANGUAGES.write(options.languages()),
                uri,
                scope.now());
    if (added == 0) {
      return Optional.empty();
    }
    Follow follow = new Follow(id, accountId, targetId, state, options, uri);
    if (follow.accepted()) {
      count(follow, 1);
    }
    return Optional.of(follow);
  }

  public Optional<Follow> find(long accountId, long targetId) {
    return scope
        .sql()
        .first(SELECT + "f.account_id = ? and f.target_id = ?", Follows::read, accountId, targetId);
  }

  /** A follow or request that stays what it is until the transaction ends. */
  public Optional<Follow> hold(long accountId, long targetId) {
    return scope
        .sql()
        .first(
            SELECT + "f.account_id = ? and f.target_id = ? for update",
            Follows::read,
            accountId,
            targetId);
  }

  /** By the id of the Follow activity, for the Accept, Reject or Undo that names it. */
  public Optional<Follow> findByUri(String uri) {
    return uri.isEmpty()
        ? Optional.empty()
        : scope.sql().first(SELECT + "f.uri = ?", Follows::read, uri);
  }

  public boolean isFollowing(long accountId, long targetId) {
    return scope
        .sql()
        .exists(
            "select 1 from follows where account_id = ? and target_id = ? and state = 'ACCEPTED'",
            accountId,
            targetId);
  }

  /** Changes what the follower sees; false when there is no such follow. */
  public boolean setOptions(long accountId, long targetId, FollowOptions options) {
    return scope
            .sql()
            .update(
                "update follows set show_reblogs = ?, notify = ?, languages = ?"
                    + " where account_id = ? and target_id = ?",
                options.showReblogs(),
                options.notifying(),
                LANGUAGES.write(options.languages()),
                accountId,
                targetId)
        > 0;
  }

  /** Records the id under which the other side now knows the follow. */
  public boolean setUri(long accountId, long targetId, String uri) {
    return scope
            .sql()
            .update(
                "update follows set uri = ? where account_id = ? and target_id = ?",
                uri,
                accountId,
                targetId)
        > 0;
  }

  /** Turns a request into a follow; empty when there is no request that waits. */
  public Optional<Follow> accept(long accountId, long targetId) {
    int accepted =
        scope
            .sql()
            .update(
                "update follows set state = 'ACCEPTED'"
                    + " where account_id = ? and target_id = ? and state = 'PENDING'",
                accountId,
                targetId);
    if (accepted == 0) {
      return Optional.empty();
    }
    Optional<Follow> follow = find(accountId, targetId);
    follow.ifPresent(now -> count(now, 1));
    return follow;
  }

  /** Ends a follow or withdraws a request, and gives what it was. */
  public Optional<Follow> remove(long accountId, long targetId) {
    Optional<Follow> follow = hold(accountId, targetId);
    follow.ifPresent(
        gone -> {
          scope.sql().update("delete from follows where id = ?", gone.id());
          if (gone.accepted()) {
            count(gone, -1);
          }
        });
    return follow;
  }

  /** Who follows an account, keyed by the follow. */
  public List<Listed<Account>> followers(long accountId, Page page) {
    return accounts("f.account_id", "f.target_id", State.ACCEPTED, accountId, page);
  }

  /** Whom an account follows, keyed by the follow. */
  public List<Listed<Account>> following(long accountId, Page page) {
    return accounts("f.target_id", "f.account_id", State.ACCEPTED, accountId, page);
  }

  /** Who waits for an account's consent, keyed by the request. */
  public List<Listed<Account>> requests(long accountId, Page page) {
    return accounts("f.account_id", "f.target_id", State.PENDING, accountId, page);
  }

  /** How many wait for an account's consent. */
  public int pendingCount(long accountId) {
    return Math.toIntExact(
        scope
            .sql()
            .number(
                "select count(*) from follows where target_id = ? and state = 'PENDING'",
                accountId));
  }

  /** The local followers who want to be told of every post of an account. */
  public List<Long> notified(long accountId) {
    return scope
        .sql()
        .list(
            "select f.account_id from follows f join users u on u.account_id = f.account_id"
                + " where f.target_id = ? and f.state = 'ACCEPTED' and f.notify",
            row -> row.number("account_id"),
            accountId);
  }

  /** Whether {@link #notified} names anybody. */
  public boolean isAwaited(long accountId) {
    return scope
        .sql()
        .exists(
            "select 1 from follows f where f.target_id = ? and f.state = 'ACCEPTED' and f.notify",
            accountId);
  }

  /** Whether anybody on another server follows an account. */
  public boolean isFollowedFromElsewhere(long accountId) {
    return scope
        .sql()
        .exists(
            "select 1 from follows f join accounts a on a.id = f.account_id"
                + " where f.target_id = ? and f.state = 'ACCEPTED' and a.domain <> '' limit 1",
            accountId);
  }

  /** The ids of all whom an account follows, for its home timeline. */
  public List<Long> followedIds(long accountId) {
    return scope
        .sql()
        .list(
            "select f.target_id from follows f where f.account_id = ? and f.state = 'ACCEPTED'",
            row -> row.number("target_id"),
            accountId);
  }

  /**
   * Local followers in the order of their ids.
   *
   * @param after the account id that the page before ended with, 0 at first
   */
  public List<LocalFollower> localFollowers(long targetId, long after, int limit) {
    return scope
        .sql()
        .list(
            "select f.* from follows f join accounts a on a.id = f.account_id"
                + " where f.target_id = ? and f.state = 'ACCEPTED' and a.domain = ''"
                + " and f.account_id > ? order by f.account_id limit ?",
            row -> new LocalFollower(row.number("account_id"), options(row, "")),
            targetId,
            after,
            limit);
  }

  /**
   * Where deliveries to the remote followers of a local actor go: each shared inbox once, in the
   * order of the addresses.
   *
   * @param after the address that the page before ended with, empty at first
   */
  public List<String> inboxes(String actorUri, String after, int limit) {
    return scope
        .sql()
        .list(
            "select distinct coalesce(nullif(a.shared_inbox_url, ''), a.inbox_url) as inbox"
                + " from accounts t join follows f on f.target_id = t.id"
                + " join accounts a on a.id = f.account_id"
                + " where t.uri = ? and f.state = 'ACCEPTED' and a.domain <> ''"
                + " and a.suspended_at is null and a.inbox_url <> ''"
                + " and coalesce(nullif(a.shared_inbox_url, ''), a.inbox_url) > ?"
                + " order by inbox limit ?",
            row -> row.text("inbox"),
            actorUri,
            after,
            limit);
  }

  /** The uris of the remote followers of a local actor, in no order. */
  public List<String> followerUris(String actorUri, int limit) {
    return remoteFollowers(actorUri, "", List.of(), limit);
  }

  /** The uris of the remote followers of a local actor that get their deliveries at an address. */
  public List<String> followerUrisAt(String actorUri, String inbox, int limit) {
    return remoteFollowers(
        actorUri,
        " and coalesce(nullif(a.shared_inbox_url, ''), a.inbox_url) = ?",
        List.of(inbox),
        limit);
  }

  /** Those that deliveries go to, see {@link #inboxes}. */
  private List<String> remoteFollowers(
      String actorUri, String condition, List<Object> values, int limit) {
    List<Object> all = new ArrayList<>(List.of(actorUri));
    all.addAll(values);
    all.add(limit);
    return scope
        .sql()
        .list(
            "select a.uri from accounts t join follows f on f.target_id = t.id"
                + " join accounts a on a.id = f.account_id"
                + " where t.uri = ? and t.domain = '' and f.state = 'ACCEPTED' and a.domain <> ''"
                + " and a.suspended_at is null and a.inbox_url <> ''"
                + condition
                + " limit ?",
            row -> row.text("uri"),
            all.toArray());
  }

  /** The uris of the local accounts that follow a remote actor and were accepted. */
  public List<String> localFollowerUris(String actorUri, int limit) {
    return scope
        .sql()
        .list(
            "select a.uri from accounts t join follows f on f.target_id = t.id"
                + " join accounts a on a.id = f.account_id"
                + " where t.uri = ? and f.state = 'ACCEPTED' and a.domain = '' limit ?",
            row -> row.text("uri"),
            actorUri,
            limit);
  }

  private List<Listed<Account>> accounts(
      String shown, String owner, State state, long ownerId, Page page) {
    return scope
        .sql()
        .page(
            page,
            "f.id",
            "select f.id as list_key, a.* from follows f join accounts a on a.id = "
                + shown
                + " where "
                + owner
                + " = ? and f.state = ? and a.suspended_at is null",
            row -> new Listed<>(row.number("list_key"), AccountRows.read(row)),
            ownerId,
            state);
  }

  /** Locks the lower id first, so that two follows in opposite directions do not deadlock. */
  private void count(Follow follow, int change) {
    Accounts accounts = new Accounts(scope);
    if (follow.accountId() < follow.targetId()) {
      accounts.count(follow.accountId(), Counter.FOLLOWING, change);
      accounts.count(follow.targetId(), Counter.FOLLOWERS, change);
    } else {
      accounts.count(follow.targetId(), Counter.FOLLOWERS, change);
      accounts.count(follow.accountId(), Counter.FOLLOWING, change);
    }
  }

  private static FollowOptions options(Row row, String prefix) throws SQLException {
    return new FollowOptions(
        row.flag(prefix + "show_reblogs"),
        row.flag(prefix + "notify"),
        LANGUAGES.read(row.text(prefix + "languages")));
  }

  private static Follow read(Row row) throws SQLException {
    return read(row, "", row.number("account_id"), row.number("target_id")).orElseThrow();
  }

  /** A follow from the columns of an outer join, whose labels begin with a prefix. */
  static Optional<Follow> read(Row row, String prefix, long accountId, long targetId)
      throws SQLException {
    OptionalLong id = row.optionalNumber(prefix + "id");
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Follow(
            id.getAsLong(),
            accountId,
            targetId,
            row.constant(prefix + "state", State.class),
            options(row, prefix),
            row.text(prefix + "uri")));
  }
}
