package dev.hato.server.oauth;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Params;
import dev.hato.server.kernel.Scopes;
import dev.hato.server.kernel.Secrets;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.oauth.OAuthApp;
import dev.hato.storage.oauth.OAuthGrant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /oauth/token} and {@code /oauth/revoke} (RFC 6749 §4.1.3, §4.4.2; RFC 7009). */
final class TokenRoutes {
  private final Transactions transactions;
  private final Secrets secrets;
  private final Revocations revocations;

  TokenRoutes(Transactions transactions, Secrets secrets, Revocations revocations) {
    this.transactions = transactions;
    this.secrets = secrets;
    this.revocations = revocations;
  }

  /** The Token entity. */
  record ApiToken(String accessToken, String tokenType, String scope, long createdAt) {}

  HttpResponse issue(HttpRequest request) {
    Optional<ClientCredentials> client = ClientCredentials.of(request);
    if (client.isEmpty()) {
      return OAuthError.INVALID_CLIENT.answer();
    }
    return transactions.write(
        tx ->
            tx.apps()
                .authenticate(client.get().clientId(), client.get().secret())
                .map(app -> issue(tx, app, request.params()))
                .orElseGet(OAuthError.INVALID_CLIENT::answer));
  }

  HttpResponse revoke(HttpRequest request) {
    Optional<ClientCredentials> client = ClientCredentials.of(request);
    Optional<String> token = request.params().string("token");
    if (token.isEmpty()) {
      return OAuthError.INVALID_REQUEST.answer();
    }
    Optional<List<Long>> revoked =
        client.flatMap(
            sent ->
                transactions.write(
                    tx ->
                        tx.apps()
                            .authenticate(sent.clientId(), sent.secret())
                            .flatMap(app -> revoke(tx, app, token.get()))));
    revoked.ifPresent(revocations::announce);
    return revoked.isPresent()
        ? HttpResponse.json(Map.of())
        : OAuthError.UNAUTHORIZED_CLIENT.answer();
  }

  /** The tokens that ended; empty when the token is another client's (RFC 7009 §2.1). */
  private static Optional<List<Long>> revoke(Tx tx, OAuthApp app, String token) {
    boolean foreign =
        tx.tokens().find(token).filter(found -> found.appId() != app.id()).isPresent();
    return foreign ? Optional.empty() : Optional.of(tx.tokens().revoke(token, app.id()));
  }

  private HttpResponse issue(Tx tx, OAuthApp app, Params params) {
    return switch (params.string("grant_type").orElse("")) {
      case "authorization_code" -> exchange(tx, app, params);
      case "client_credentials" -> forApp(tx, app, params);
      case "" -> OAuthError.INVALID_REQUEST.answer();
      default -> OAuthError.UNSUPPORTED_GRANT_TYPE.answer();
    };
  }

  /** The code is used up by the attempt, also by a wrong one. */
  private HttpResponse exchange(Tx tx, OAuthApp app, Params params) {
    String code = params.string("code").orElse("");
    String uri = params.string("redirect_uri").orElse("");
    String verifier = params.string("code_verifier").orElse("");
    Optional<OAuthGrant> redeemed =
        tx.grants()
            .redeem(code)
            .filter(grant -> grant.appId() == app.id() && grant.redirectUri().equals(uri))
            .filter(grant -> proves(verifier, grant.codeChallenge()));
    if (redeemed.isEmpty()) {
      return OAuthError.INVALID_GRANT.answer();
    }
    OAuthGrant grant = redeemed.get();
    Scopes granted = Scopes.parse(grant.scopes());
    Scopes scopes = requested(params, granted);
    if (!granted.coversAll(scopes)) {
      return OAuthError.INVALID_SCOPE.answer();
    }
    String token = secrets.next();
    tx.tokens().addForAccount(token, app.id(), grant.accountId(), scopes.toString());
    return answer(token, scopes, tx.now());
  }

  private HttpResponse forApp(Tx tx, OAuthApp app, Params params) {
    Scopes allowed = Scopes.parse(app.scopes());
    Scopes scopes = requested(params, allowed);
    if (!KnownScopes.knows(scopes) || !allowed.coversAll(scopes)) {
      return OAuthError.INVALID_SCOPE.answer();
    }
    String token = secrets.next();
    tx.tokens().addForApp(token, app.id(), scopes.toString());
    return answer(token, scopes, tx.now());
  }

  /** A verifier without a challenge is refused too: somebody took the challenge out on the way. */
  private static boolean proves(String verifier, String challenge) {
    return challenge.isEmpty()
        ? verifier.isEmpty()
        : Secrets.same(Secrets.hash(verifier), challenge);
  }

  private static Scopes requested(Params params, Scopes all) {
    Scopes asked = params.string("scope").map(Scopes::parse).orElse(Scopes.NONE);
    return asked.names().isEmpty() ? all : asked;
  }

  private static HttpResponse answer(String token, Scopes scopes, Instant now) {
    return HttpResponse.json(new ApiToken(token, "Bearer", scopes.toString(), now.getEpochSecond()))
        .with("Cache-Control", "no-store");
  }
}
