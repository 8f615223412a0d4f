package dev.hato.server.testkit;

import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.jobs.testkit.SettableClock;
import dev.hato.server.accounts.AccountView;
import dev.hato.server.accounts.CreateAccount;
import dev.hato.server.admin.AdminFeature;
import dev.hato.server.config.HatoConfig.Registrations;
import dev.hato.server.events.Events;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.HttpServer;
import dev.hato.server.http.RateLimits;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.oauth.OAuthFeature;
import dev.hato.server.oauth.TokenAuthenticator;
import dev.hato.server.plug.Registry;
import dev.hato.server.signup.AddPerson;
import dev.hato.server.signup.Approvals;
import dev.hato.server.signup.Passwords;
import dev.hato.server.signup.SignUpFeature;
import dev.hato.server.statuses.StatusView;
import dev.hato.server.web.BrowserSessions;
import dev.hato.server.web.Pages;
import dev.hato.server.web.Shell;
import dev.hato.server.web.WebFeature;
import dev.hato.storage.Database;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** OAuth, sign-up and the pages over an embedded database, with a clock that is turned by hand. */
public final class TestSite implements AutoCloseable {
  public static final String BASE = "http://hato.test";
  public static final String PASSWORD = "correct horse battery";

  public final SettableClock clock = new SettableClock();
  public final OAuthFeature oauth;
  private final Database database = TestDatabases.open(Dialect.H2, clock);
  private final Registry registry = new Registry(new Events());
  private final Path temporary;
  private final AddPerson people;
  private final HttpServer server;

  public TestSite(Registrations registrations) throws Exception {
    Transactions transactions = database.transactions();
    SecureRandom random = new SecureRandom();
    Secrets secrets = new Secrets(random);
    SiteUrls urls = new SiteUrls(BASE, "hato.test");
    BrowserSessions sessions = new BrowserSessions(transactions, secrets, clock, urls);
    Pages pages = new Pages();
    Shell shell = new Shell(pages, sessions, transactions, urls);
    Passwords passwords = new Passwords(secrets);
    AccountView accounts = new AccountView(urls);
    people =
        new AddPerson(
            new CreateAccount(transactions, urls, random, KeyAlgorithm.ED25519), passwords);
    oauth =
        new OAuthFeature(
            transactions,
            urls,
            secrets,
            shell,
            new TokenAuthenticator(transactions, sessions, clock));
    oauth.plugIn(registry);
    new SignUpFeature(
            new SignUpFeature.Site(transactions, urls, registrations, clock, secrets),
            new SignUpFeature.People(people, passwords, oauth.revocations()),
            sessions,
            shell)
        .plugIn(registry);
    new AdminFeature(transactions, new Approvals(transactions), shell).plugIn(registry);
    new WebFeature(
            new WebFeature.Content(
                transactions,
                accounts,
                new StatusView(accounts, urls),
                urls,
                _ -> Optional.empty()),
            pages,
            shell,
            registrations != Registrations.CLOSED)
        .plugIn(registry);
    temporary = Files.createTempDirectory("hato-site-");
    server = start();
  }

  private HttpServer start() throws Exception {
    return HttpServer.newBuilder()
        .address("127.0.0.1", 0)
        .baseUrl(BASE)
        .routes(registry.routes())
        .authenticator(registry.authenticator())
        .errorPage(registry.errorPage().orElseThrow())
        .rateLimits(RateLimits.off())
        .temporaryFolder(temporary)
        .random(RandomGenerator.of("L64X128MixRandom"))
        .build()
        .start();
  }

  public Transactions transactions() {
    return database.transactions();
  }

  /** What the operator reads at start. */
  public String notice() {
    return String.join("\n", registry.notices());
  }

  /** Somebody who may log in with {@link #PASSWORD}; the address is NAME@mail.test. */
  public Account person(String name, Role role) {
    AddPerson.Result result =
        people.add(
            new AddPerson.Person(
                name, name + "@mail.test", PASSWORD, role, Locale.ENGLISH, true, ""));
    return ((AddPerson.Result.Added) result).account();
  }

  /** A browser without cookies. */
  public Visitor visitor() {
    return new Visitor(server.port());
  }

  /** A browser in which somebody is logged in. */
  public Visitor visitor(String name) throws Exception {
    Visitor visitor = visitor();
    visitor.get("/auth/sign_in");
    visitor.submit("login", name, "password", PASSWORD);
    return visitor;
  }

  @Override
  public void close() throws IOException {
    server.close();
    database.close();
    try (var files = Files.walk(temporary)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
