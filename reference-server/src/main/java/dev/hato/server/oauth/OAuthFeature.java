package dev.hato.server.oauth;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.Access;
import dev.hato.server.http.Privacy;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.server.web.Shell;
import dev.hato.storage.Transactions;

/** OAuth 2.0 as Mastodon's clients use it, and the authenticator of all requests. */
public final class OAuthFeature implements Feature {
  private final Revocations revocations = new Revocations();
  private final TokenAuthenticator authenticator;
  private final AppRoutes apps;
  private final AuthorizeRoutes authorize;
  private final TokenRoutes tokens;
  private final MetadataRoutes metadata;

  public OAuthFeature(
      Transactions transactions,
      SiteUrls urls,
      Secrets secrets,
      Shell shell,
      TokenAuthenticator authenticator) {
    this.authenticator = authenticator;
    this.apps = new AppRoutes(new RegisterApp(transactions, secrets), transactions);
    this.authorize = new AuthorizeRoutes(transactions, secrets, shell);
    this.tokens = new TokenRoutes(transactions, secrets, revocations);
    this.metadata = new MetadataRoutes(urls, transactions);
    revocations.listen(authenticator::forget);
  }

  /** Where to hear of tokens that end, and to tell of them. */
  public Revocations revocations() {
    return revocations;
  }

  @Override
  public void plugIn(Registry registry) {
    registry.authenticator(authenticator);
    registry.post("/api/v1/apps", Access.anyone(), Privacy.PUBLIC, apps::create);
    registry.get("/api/v1/apps/verify_credentials", Access.token(), Privacy.OWN, apps::verify);
    registry.get("/oauth/authorize", Access.page(), Privacy.OWN, authorize::ask);
    registry.post("/oauth/authorize", Access.session(), Privacy.OWN, authorize::decide);
    registry.post("/oauth/token", Access.anyone(), Privacy.OWN, tokens::issue);
    registry.post("/oauth/revoke", Access.anyone(), Privacy.OWN, tokens::revoke);
    registry.get(
        "/.well-known/oauth-authorization-server",
        Access.anyone(),
        Privacy.PUBLIC,
        metadata::metadata);
    registry.get("/oauth/userinfo", Access.scope("profile"), Privacy.OWN, metadata::userInfo);
    registry.post("/oauth/userinfo", Access.scope("profile"), Privacy.OWN, metadata::userInfo);
  }
}
