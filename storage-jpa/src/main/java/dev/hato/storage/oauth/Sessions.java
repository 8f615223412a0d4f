package dev.hato.storage.oauth;

import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Browser sessions, kept as hashes; each ends some time after it was last seen. */
public final class Sessions {
  private static final Duration SEEN_GRAIN = Duration.ofHours(1);
  private static final String SELECT =
      "select s.id, s.user_agent, s.created_at, s.last_seen_at,"
          + Login.COLUMNS
          + "from sessions s join users u on u.account_id = s.account_id"
          + " join accounts a on a.id = s.account_id where s.expires_at > ? and ";

  private final TxScope scope;

  public Sessions(TxScope scope) {
    this.scope = scope;
  }

  /** Keeps a session under the secret of its cookie, and gives its id. */
  public long add(String secret, long accountId, String userAgent, Duration lifetime) {
    long id = scope.nextId();
    SessionEntity session = new SessionEntity(id, SecretHash.of(secret), accountId, userAgent);
    session.begin(scope.now(), scope.now().plus(lifetime));
    scope.entities().persist(session);
    return id;
  }

  /** The session with the state of its person, in one query; empty when it ran out. */
  public Optional<Session> find(String secret) {
    return scope
        .sql()
        .first(SELECT + "s.session_hash = ?", Sessions::read, scope.now(), SecretHash.of(secret));
  }

  /** A person's sessions, the last seen first. */
  public List<Session> ofAccount(long accountId) {
    return scope
        .sql()
        .list(
            SELECT + "s.account_id = ? order by s.last_seen_at desc, s.id desc",
            Sessions::read,
            scope.now(),
            accountId);
  }

  /** Prolongs a session that is in use, at most every hour. */
  public void touch(long id, Duration lifetime) {
    scope
        .sql()
        .update(
            "update sessions set last_seen_at = ?, expires_at = ?"
                + " where id = ? and last_seen_at < ?",
            scope.now(),
            scope.now().plus(lifetime),
            id,
            scope.now().minus(SEEN_GRAIN));
  }

  /** Ends one of a person's own sessions; false when it is not theirs or gone. */
  public boolean remove(long id, long accountId) {
    return scope.sql().update("delete from sessions where id = ? and account_id = ?", id, accountId)
        > 0;
  }

  /** Ends every session of a person; the answer is how many. */
  public int removeOfAccount(long accountId) {
    return scope.sql().update("delete from sessions where account_id = ?", accountId);
  }

  /** Ends a person's other sessions, as changing one's password does. */
  public int removeOthers(long id, long accountId) {
    return scope
        .sql()
        .update("delete from sessions where account_id = ? and id <> ?", accountId, id);
  }

  /** Removes what ran out; the answer is how many. */
  public int removeExpired() {
    return scope.sql().update("delete from sessions where expires_at <= ?", scope.now());
  }

  private static Session read(Row row) throws SQLException {
    return new Session(
        row.number("id"),
        Login.read(row),
        row.text("user_agent"),
        row.instant("created_at"),
        row.instant("last_seen_at"));
  }
}
