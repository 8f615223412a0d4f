package dev.hato.storage.oauth;

import dev.hato.storage.kernel.TxScope;
import java.time.Duration;
import java.util.Optional;

/** Authorization codes: kept as hashes, valid once and for ten minutes (RFC 6749 §4.1.2). */
public final class OAuthGrants {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final TxScope scope;

  public OAuthGrants(TxScope scope) {
    this.scope = scope;
  }

  /** Keeps a consent under the code that the application will bring. */
  public void add(String code, OAuthGrant grant) {
    scope
        .entities()
        .persist(new OAuthGrantEntity(SecretHash.of(code), grant, scope.now().plus(LIFETIME)));
  }

  /** Takes a code: of several who bring it at once, one gets the consent; empty when it ran out. */
  public Optional<OAuthGrant> redeem(String code) {
    String hash = SecretHash.of(code);
    Optional<OAuthGrant> grant =
        scope
            .sql()
            .first(
                "select g.* from oauth_grants g where g.code_hash = ? and g.expires_at > ?",
                row ->
                    new OAuthGrant(
                        row.number("app_id"),
                        row.number("account_id"),
                        row.text("redirect_uri"),
                        row.text("scopes"),
                        row.text("code_challenge")),
                hash,
                scope.now());
    boolean taken = scope.sql().update("delete from oauth_grants where code_hash = ?", hash) > 0;
    return taken ? grant : Optional.empty();
  }

  /** Ends the codes that a person's applications have not brought yet; the answer is how many. */
  public int removeOfAccount(long accountId) {
    return scope.sql().update("delete from oauth_grants where account_id = ?", accountId);
  }

  /** Removes what ran out; the answer is how many. */
  public int removeExpired() {
    return scope.sql().update("delete from oauth_grants where expires_at <= ?", scope.now());
  }
}
