package dev.hato.server.signup;

import dev.hato.server.config.HatoConfig.Registrations;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.Access;
import dev.hato.server.http.Privacy;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.server.web.BrowserSessions;
import dev.hato.server.web.Shell;
import dev.hato.storage.Transactions;
import java.time.InstantSource;

/** Set-up link, sign-up, log-in and log-out. */
public final class SignUpFeature implements Feature {
  private final SetUpLink link;
  private final SetUpRoutes setUp;
  private final SignUpRoutes signUp;
  private final LoginRoutes login;

  /** The site that people join. */
  public record Site(
      Transactions transactions,
      SiteUrls urls,
      Registrations registrations,
      InstantSource clock,
      Secrets secrets) {}

  public SignUpFeature(
      Site site, AddPerson add, Passwords passwords, BrowserSessions sessions, Shell shell) {
    this.link = new SetUpLink(site.transactions(), site.urls(), site.secrets());
    this.setUp = new SetUpRoutes(link, add, shell);
    this.signUp =
        new SignUpRoutes(site.registrations(), add, new Approvals(site.transactions()), shell);
    this.login =
        new LoginRoutes(
            site.transactions(), passwords, new LoginThrottle(site.clock()), sessions, shell);
  }

  @Override
  public void plugIn(Registry registry) {
    registry.get("/setup", Access.page(), Privacy.OWN, setUp::form);
    registry.post("/setup", Access.page(), Privacy.OWN, setUp::setUp);
    registry.get("/auth/sign_up", Access.page(), Privacy.OWN, signUp::form);
    registry.post("/auth/sign_up", Access.page(), Privacy.OWN, signUp::signUp);
    registry.get("/auth/sign_in", Access.page(), Privacy.OWN, login::form);
    registry.post("/auth/sign_in", Access.page(), Privacy.OWN, login::logIn);
    registry.post("/auth/sign_out", Access.page(), Privacy.OWN, login::logOut);
    registry.notice(
        () -> link.renew().map(url -> "Nobody has an account yet. Make the owner's here: " + url));
  }
}
