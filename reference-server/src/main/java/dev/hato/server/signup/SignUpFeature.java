package dev.hato.server.signup;

import dev.hato.server.config.HatoConfig.Registrations;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.Access;
import dev.hato.server.http.Privacy;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.oauth.Revocations;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.server.web.BrowserSessions;
import dev.hato.server.web.Shell;
import dev.hato.storage.Transactions;
import java.time.InstantSource;

/** Set-up link, sign-up, log-in and log-out, change of the password. */
public final class SignUpFeature implements Feature {
  private final SetUpLink link;
  private final SetUpRoutes setUp;
  private final SignUpRoutes signUp;
  private final LoginRoutes login;
  private final PasswordRoutes password;

  /** The site that people join. */
  public record Site(
      Transactions transactions,
      SiteUrls urls,
      Registrations registrations,
      InstantSource clock,
      Secrets secrets) {}

  /** How people are added, checked, and what tells that their applications have ended. */
  public record People(AddPerson add, Passwords passwords, Revocations revocations) {}

  public SignUpFeature(Site site, People people, BrowserSessions sessions, Shell shell) {
    this.link = new SetUpLink(site.transactions(), site.urls(), site.secrets());
    this.setUp = new SetUpRoutes(link, people.add(), sessions, shell);
    this.signUp =
        new SignUpRoutes(
            site.registrations(), people.add(), new Approvals(site.transactions()), shell);
    PasswordCheck check = new PasswordCheck(people.passwords(), new LoginThrottle(site.clock()));
    this.login =
        new LoginRoutes(
            site.transactions(),
            check,
            sessions,
            shell,
            site.registrations() != Registrations.CLOSED);
    ChangePassword change =
        new ChangePassword(site.transactions(), check, people.passwords(), people.revocations());
    this.password = new PasswordRoutes(change, sessions, shell);
  }

  @Override
  public void plugIn(Registry registry) {
    registry.get("/setup", Access.page(), Privacy.OWN, setUp::form);
    registry.post("/setup", Access.page(), Privacy.OWN, setUp::setUp);
    registry.get("/welcome", Access.session(), Privacy.OWN, setUp::welcome);
    registry.get("/auth/sign_up", Access.page(), Privacy.OWN, signUp::form);
    registry.post("/auth/sign_up", Access.page(), Privacy.OWN, signUp::signUp);
    registry.get("/auth/sign_in", Access.page(), Privacy.OWN, login::form);
    registry.post("/auth/sign_in", Access.page(), Privacy.OWN, login::logIn);
    registry.post("/auth/sign_out", Access.page(), Privacy.OWN, login::logOut);
    registry.get("/settings/password", Access.session(), Privacy.OWN, password::form);
    registry.post("/settings/password", Access.session(), Privacy.OWN, password::change);
    registry.notice(
        () -> link.renew().map(url -> "Nobody has an account yet. Make the owner's here: " + url));
  }
}
