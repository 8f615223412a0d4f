package dev.hato.storage.oauth;

import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Registered client applications. */
public final class OAuthApps {
  private static final String SELECT = "select p.* from oauth_apps p where ";

  private final TxScope scope;

  public OAuthApps(TxScope scope) {
    this.scope = scope;
  }

  /** Registers an application under credentials that the caller has made. */
  public OAuthApp add(NewApp app, String clientId, String clientSecret) {
    OAuthApp added =
        new OAuthApp(
            scope.nextId(),
            clientId,
            app.name(),
            app.website(),
            app.redirectUris(),
            app.scopes(),
            scope.now());
    scope.entities().persist(new OAuthAppEntity(added, SecretHash.of(clientSecret)));
    return added;
  }

  public Optional<OAuthApp> find(long id) {
    return scope.sql().first(SELECT + "p.id = ?", OAuthApps::read, id);
  }

  public Optional<OAuthApp> findByClientId(String clientId) {
    return scope.sql().first(SELECT + "p.client_id = ?", OAuthApps::read, clientId);
  }

  /** The application whose credentials these are. */
  public Optional<OAuthApp> authenticate(String clientId, String clientSecret) {
    return scope
        .sql()
        .first(
            SELECT + "p.client_id = ? and p.secret_hash = ?",
            OAuthApps::read,
            clientId,
            SecretHash.of(clientSecret));
  }

  /** Removes an application with its codes and tokens; gives the ids of the tokens. */
  public List<Long> remove(long id) {
    List<Long> tokens =
        scope
            .sql()
            .list("select id from oauth_tokens where app_id = ?", row -> row.number("id"), id);
    scope.sql().update("delete from oauth_apps where id = ?", id);
    return tokens;
  }

  static OAuthApp read(Row row) throws SQLException {
    return new OAuthApp(
        row.number("id"),
        row.text("client_id"),
        row.text("name"),
        row.text("website"),
        OAuthAppEntity.URIS.read(row.text("redirect_uris")),
        row.text("scopes"),
        row.instant("created_at"));
  }
}
