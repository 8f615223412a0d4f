package dev.hato.server.oauth;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What clients find out: the endpoints (RFC 8414), and whom a token stands for. */
final class MetadataRoutes {
  private static final String DOCUMENTATION = "https://docs.joinmastodon.org/";

  private final SiteUrls urls;
  private final Transactions transactions;

  MetadataRoutes(SiteUrls urls, Transactions transactions) {
    this.urls = urls;
    this.transactions = transactions;
  }

  HttpResponse metadata(HttpRequest request) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", urls.base() + "/");
    document.put("service_documentation", DOCUMENTATION);
    document.put("authorization_endpoint", urls.base() + "/oauth/authorize");
    document.put("token_endpoint", urls.base() + "/oauth/token");
    document.put("app_registration_endpoint", urls.base() + "/api/v1/apps");
    document.put("revocation_endpoint", urls.base() + "/oauth/revoke");
    document.put("userinfo_endpoint", urls.base() + "/oauth/userinfo");
    document.put("scopes_supported", KnownScopes.ALL);
    document.put("response_types_supported", List.of("code"));
    document.put("response_modes_supported", List.of("query"));
    document.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
    document.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post"));
    document.put("code_challenge_methods_supported", List.of("S256"));
    return HttpResponse.json(document).with("Cache-Control", "public, max-age=3600");
  }

  /** OpenID Connect's claims as far as they are public (OIDC Core §5.3). */
  HttpResponse userInfo(HttpRequest request) {
    long id = request.caller().viewer().orElseThrow(Problem::notFound);
    Account account =
        transactions.read(tx -> tx.accounts().find(id)).orElseThrow(Problem::notFound);
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("iss", urls.base() + "/");
    claims.put("sub", account.uri());
    claims.put("name", account.displayName());
    claims.put("preferred_username", account.username());
    claims.put("profile", account.url());
    if (!account.avatar().file().isEmpty()) {
      claims.put("picture", urls.file(account.avatar().file()));
    }
    return HttpResponse.json(claims);
  }
}
