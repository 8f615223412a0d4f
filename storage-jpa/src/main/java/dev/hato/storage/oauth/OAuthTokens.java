package dev.hato.storage.oauth;

import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Access tokens, kept as hashes. Whatever revokes tokens gives their ids, so that open streams can
 * be closed.
 */
public final class OAuthTokens {
  private static final Duration USE_GRAIN = Duration.ofHours(1);

  private final TxScope scope;

  public OAuthTokens(TxScope scope) {
    this.scope = scope;
  }

  /** Keeps a token of a person, and gives its id. */
  public long addForAccount(String token, long appId, long accountId, String scopes) {
    OAuthTokenEntity entity = entity(token, appId, scopes);
    entity.belongsTo(accountId);
    scope.entities().persist(entity);
    return entity.id();
  }

  /** Keeps a token of an application alone, and gives its id. */
  public long addForApp(String token, long appId, String scopes) {
    OAuthTokenEntity entity = entity(token, appId, scopes);
    scope.entities().persist(entity);
    return entity.id();
  }

  /** The token with the state of its person, in one query. */
  public Optional<AccessToken> find(String token) {
    return scope
        .sql()
        .first(
            "select t.id, t.app_id, t.scopes, t.created_at, t.account_id as owner_id,"
                + Login.COLUMNS
                + "from oauth_tokens t left join users u on u.account_id = t.account_id"
                + " left join accounts a on a.id = t.account_id"
                + " where t.token_hash = ? and (t.account_id is null or u.account_id is not null)",
            OAuthTokens::read,
            SecretHash.of(token));
  }

  /** Notes that a token was used, at most every hour. */
  public void touch(long id) {
    scope
        .sql()
        .update(
            "update oauth_tokens set last_used_at = ? where id = ?"
                + " and (last_used_at is null or last_used_at < ?)",
            scope.now(),
            id,
            scope.now().minus(USE_GRAIN));
  }

  /** Ends a token of an application; others' tokens are left alone (RFC 7009 §2.1). */
  public List<Long> revoke(String token, long appId) {
    return revokeWhere("token_hash = ? and app_id = ?", SecretHash.of(token), appId);
  }

  /** Ends all that an application may do for a person. */
  public List<Long> revokeOfApp(long accountId, long appId) {
    return revokeWhere("account_id = ? and app_id = ?", accountId, appId);
  }

  /** Ends every token of a person, as a new password or a suspension does. */
  public List<Long> revokeOfAccount(long accountId) {
    return revokeWhere("account_id = ?", accountId);
  }

  /** The applications that may act for a person, each once, newest first. */
  public List<OAuthApp> appsOfAccount(long accountId) {
    return scope
        .sql()
        .list(
            "select p.* from oauth_apps p where exists (select 1 from oauth_tokens t"
                + " where t.app_id = p.id and t.account_id = ?) order by p.id desc",
            OAuthApps::read,
            accountId);
  }

  private List<Long> revokeWhere(String condition, Object... arguments) {
    List<Long> ids =
        scope
            .sql()
            .list(
                "select id from oauth_tokens where " + condition + " for update",
                row -> row.number("id"),
                arguments);
    scope.sql().update("delete from oauth_tokens where id = any(?)", ids);
    return ids;
  }

  private OAuthTokenEntity entity(String token, long appId, String scopes) {
    return new OAuthTokenEntity(scope.nextId(), SecretHash.of(token), appId, scopes, scope.now());
  }

  private static AccessToken read(Row row) throws SQLException {
    Optional<Login> login =
        row.optionalNumber("owner_id").isPresent()
            ? Optional.of(Login.read(row))
            : Optional.empty();
    return new AccessToken(
        row.number("id"),
        row.number("app_id"),
        row.text("scopes"),
        login,
        row.instant("created_at"));
  }
}
