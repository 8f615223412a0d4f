package dev.hato.server;

import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.nodeinfo.NodeInfo;
import dev.hato.server.accounts.AccountView;
import dev.hato.server.accounts.AccountsFeature;
import dev.hato.server.accounts.ActorDocuments;
import dev.hato.server.accounts.CreateAccount;
import dev.hato.server.accounts.ResolveAccount;
import dev.hato.server.admin.AdminFeature;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.federation.FederationFeature;
import dev.hato.server.federation.Ground;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.federation.Sources;
import dev.hato.server.files.FileNames;
import dev.hato.server.files.FileStore;
import dev.hato.server.files.LocalFileStore;
import dev.hato.server.http.Access;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Privacy;
import dev.hato.server.instance.InstanceFacts;
import dev.hato.server.instance.InstanceFeature;
import dev.hato.server.instance.InstanceNumbers;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.media.MediaFeature;
import dev.hato.server.notifications.NotificationsFeature;
import dev.hato.server.oauth.OAuthFeature;
import dev.hato.server.oauth.TokenAuthenticator;
import dev.hato.server.plug.Feature;
import dev.hato.server.preferences.PreferencesFeature;
import dev.hato.server.relationships.RelationshipsFeature;
import dev.hato.server.search.SearchFeature;
import dev.hato.server.signup.AddPerson;
import dev.hato.server.signup.Approvals;
import dev.hato.server.signup.Passwords;
import dev.hato.server.signup.SignUpFeature;
import dev.hato.server.statuses.StatusDocuments;
import dev.hato.server.statuses.StatusObjects;
import dev.hato.server.statuses.StatusView;
import dev.hato.server.statuses.StatusesFeature;
import dev.hato.server.streaming.StreamEvent;
import dev.hato.server.streaming.Topics;
import dev.hato.server.timelines.TimelinesFeature;
import dev.hato.server.web.BrowserSessions;
import dev.hato.server.web.Pages;
import dev.hato.server.web.Shell;
import dev.hato.server.web.WebFeature;
import dev.hato.storage.Database;
import dev.hato.storage.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The feature list: each feature is constructed by hand with what it needs of the machinery. */
final class Features {
  private static final Duration MONTH = Duration.ofDays(30);

  private final Machinery machinery;
  private final HatoConfig config;
  private final Transactions transactions;
  private final InstantSource clock;
  private final SiteUrls urls;
  private final AccountView accountView;

  private Features(Machinery machinery) {
    this.machinery = machinery;
    this.config = machinery.config();
    this.transactions = machinery.database().transactions();
    this.clock = machinery.surroundings().clock();
    this.urls = new SiteUrls(config.site().baseUrl(), config.site().domain());
    this.accountView = new AccountView(urls);
  }

  /** All features, the federation among them; what must be closed is given to {@code closing}. */
  static List<Feature> of(Machinery machinery, Closing closing) {
    Features features = new Features(machinery);
    FederationFeature federation = closing.add(features.federation());
    List<Feature> all = new ArrayList<>();
    all.add(
        registry ->
            registry.get("/health", Access.anyone(), Privacy.PUBLIC, _ -> HttpResponse.text("OK")));
    all.addAll(features.social(federation.remote(), federation.outbox()));
    all.addAll(features.people(federation::document));
    all.add(federation);
    return List.copyOf(all);
  }

  private FederationFeature federation() {
    return federation(config, machinery.database(), machinery.surroundings());
  }

  static FederationFeature federation(
      HatoConfig config, Database database, Surroundings surroundings) {
    InstantSource clock = surroundings.clock();
    Transactions transactions = database.transactions();
    SiteUrls urls = new SiteUrls(config.site().baseUrl(), config.site().domain());
    Ground ground = new Ground(config, Version.current(), database, clock, surroundings.random());
    InstanceNumbers numbers = new InstanceNumbers(transactions, clock, MONTH);
    Sources sources =
        new Sources(
            new ActorDocuments(urls)::of,
            new PostDocuments(
                new StatusObjects(transactions, new StatusDocuments(urls), urls), urls),
            () -> usage(numbers.counted()));
    return new FederationFeature(ground, sources);
  }

  private static NodeInfo.Usage usage(InstanceNumbers.Counted counted) {
    return new NodeInfo.Usage(
        counted.users(), counted.active(), counted.active(), counted.statuses());
  }

  /** What people do here: accounts, posts, timelines and all around them. */
  private List<Feature> social(RemoteObjects remote, Outbox outbox) {
    ResolveAccount accounts = new ResolveAccount(transactions, remote, urls, clock);
    FileStore files = new LocalFileStore(config.storage().dataDir().resolve("media"));
    FileNames names = new FileNames(machinery.surroundings().random());
    StatusesFeature statuses =
        new StatusesFeature(
            new StatusesFeature.Parts(
                transactions,
                machinery.events(),
                urls,
                accountView,
                accounts,
                remote,
                outbox,
                clock));
    return List.of(
        new AccountsFeature(
            transactions,
            machinery.events(),
            accounts,
            urls,
            new AccountsFeature.Pictures(files, names)),
        new RelationshipsFeature(transactions, machinery.events(), accounts, urls),
        statuses,
        new TimelinesFeature(transactions, machinery.bus(), statuses.view(), clock),
        new NotificationsFeature(
            transactions, machinery.events(), machinery.bus(), accountView, statuses.view()),
        new MediaFeature(transactions, files, names, urls, clock),
        new SearchFeature(
            transactions,
            new SearchFeature.People(accountView, accounts),
            new SearchFeature.Posts(statuses.view(), statuses.resolve()),
            urls,
            clock),
        new PreferencesFeature(transactions),
        new InstanceFeature(transactions, facts(), urls, clock));
  }

  /** How people come in: pages, log-in, applications. */
  private List<Feature> people(Function<HttpRequest, Optional<HttpResponse>> documents) {
    Secrets secrets = new Secrets(machinery.surroundings().random());
    BrowserSessions sessions = new BrowserSessions(transactions, secrets, clock, urls);
    Pages pages = new Pages();
    Shell shell = new Shell(pages, sessions, transactions, urls);
    TokenAuthenticator authenticator = new TokenAuthenticator(transactions, sessions, clock);
    Passwords passwords = new Passwords(secrets);
    OAuthFeature oauth = new OAuthFeature(transactions, urls, secrets, shell, authenticator);
    oauth
        .revocations()
        .listen(
            tokens ->
                tokens.forEach(
                    token ->
                        machinery
                            .bus()
                            .publish(Topics.token(token), StreamEvent.of(Topics.KILL, ""))));
    return List.of(
        oauth,
        new SignUpFeature(
            new SignUpFeature.Site(
                transactions, urls, config.policy().registrations(), clock, secrets),
            new SignUpFeature.People(
                new AddPerson(
                    new CreateAccount(
                        transactions,
                        urls,
                        machinery.surroundings().random(),
                        config.policy().federation().signingKey()),
                    passwords),
                passwords,
                oauth.revocations()),
            sessions,
            shell),
        new AdminFeature(transactions, new Approvals(transactions), shell),
        new WebFeature(
            new WebFeature.Content(
                transactions, accountView, new StatusView(accountView, urls), urls, documents),
            pages,
            shell,
            config.policy().registrations() != HatoConfig.Registrations.CLOSED));
  }

  private InstanceFacts facts() {
    HatoConfig.Registrations registrations = config.policy().registrations();
    return new InstanceFacts(
        config.site().domain(),
        config.site().domain(),
        "",
        Version.current(),
        config.site().streamingUrl(),
        registrations != HatoConfig.Registrations.CLOSED,
        registrations == HatoConfig.Registrations.APPROVAL,
        List.of("en", "ja"));
  }
}
