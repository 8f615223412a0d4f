package dev.hato.server.federation;

import dev.hato.activitypub.telemetry.Operation;
import dev.hato.jobs.Worker;
import dev.hato.nodeinfo.NodeInfo;
import dev.hato.server.accounts.AccountsFeature;
import dev.hato.server.accounts.ActorDocuments;
import dev.hato.server.accounts.CreateAccount;
import dev.hato.server.accounts.ResolveAccount;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.config.SettingsReader;
import dev.hato.server.events.Events;
import dev.hato.server.files.FileNames;
import dev.hato.server.files.LocalFileStore;
import dev.hato.server.http.Access;
import dev.hato.server.http.Authenticator;
import dev.hato.server.http.HttpServer;
import dev.hato.server.http.Privacy;
import dev.hato.server.http.RateLimits;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.server.kernel.Scopes;
import dev.hato.server.plug.Registry;
import dev.hato.server.relationships.RelationshipsFeature;
import dev.hato.server.workers.Queues;
import dev.hato.storage.Database;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.TestDatabases;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A site with accounts, relationships and federation on loopback, its own database behind it. Jobs
 * run when {@link #work()} is called. The bearer token of an account is its id.
 */
final class TestSite implements AutoCloseable {
  private static final String ACTIVITY = "application/activity+json";

  final String base;
  final Database database = TestDatabases.open(Dialect.H2);
  final FederationFeature federation;
  final TestPosts posts;
  final ResolveAccount resolve;
  final List<Operation> heard = new CopyOnWriteArrayList<>();
  private final SiteUrls urls;
  private final HttpServer http;
  private final Worker worker;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private TestSite(Map<String, String> more) throws Exception {
    int port = freePort();
    Path folder = Files.createTempDirectory("site");
    HatoConfig config = config(port, folder, more);
    base = config.site().baseUrl();
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    Ground ground = new Ground(config, "1.2", database, clock, random);
    urls = ground.urls();
    posts = new TestPosts(urls);
    federation =
        new FederationFeature(
            ground,
            new Sources(
                new ActorDocuments(urls)::of, posts, () -> new NodeInfo.Usage(3, 2, 2, 40)));
    resolve = new ResolveAccount(database.transactions(), federation.remote(), urls, clock);
    Registry registry = registry(folder);
    http =
        HttpServer.newBuilder()
            .address("127.0.0.1", port)
            .baseUrl(base)
            .routes(registry.routes())
            .authenticator(registry.authenticator())
            .rateLimits(RateLimits.off())
            .temporaryFolder(folder)
            .random(random)
            .build();
    var jobs = Worker.newBuilder(database.jobs());
    Queues.with(Map.of()).forEach(jobs::queue);
    registry.jobsTo(jobs);
    worker = jobs.build();
    http.start();
  }

  static TestSite start() throws Exception {
    return start(Map.of());
  }

  static TestSite start(Map<String, String> more) throws Exception {
    return new TestSite(more);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static HatoConfig config(int port, Path folder, Map<String, String> more) {
    Map<String, String> flags = new HashMap<>();
    flags.put("http.port", Integer.toString(port));
    flags.put("domain", "127.0.0.1:" + port);
    flags.put("data-dir", folder.toString());
    flags.put("federation.allow-private-addresses", "true");
    flags.putAll(more);
    return HatoConfig.of(new SettingsReader().flags(flags).read());
  }

  private Registry registry(Path folder) {
    Events events = new Events();
    Registry registry = new Registry(events);
    registry.operations(heard::add);
    federation.plugIn(registry);
    new AccountsFeature(
            database.transactions(),
            events,
            resolve,
            urls,
            new AccountsFeature.Pictures(
                new LocalFileStore(folder), new FileNames(new SecureRandom())))
        .plugIn(registry);
    new RelationshipsFeature(database.transactions(), events, resolve, urls).plugIn(registry);
    registry.get(
        "/@{username}",
        Access.page(),
        Privacy.PROFILE,
        request ->
            federation
                .document(request)
                .orElseGet(() -> dev.hato.server.http.HttpResponse.html("<p>page</p>")));
    registry.authenticator(new IdsAreTokens());
    return registry;
  }

  private static final class IdsAreTokens implements Authenticator {
    @Override
    public Optional<Caller> bearer(String token) {
      long id = Long.parseLong(token);
      return Optional.of(new Caller.UserCaller(id, id, 1, 1, Scopes.parse("read write")));
    }

    @Override
    public Optional<Caller.SessionCaller> session(dev.hato.server.http.HttpRequest request) {
      return Optional.empty();
    }

    @Override
    public boolean isStaff(Caller caller) {
      throw Problem.forbidden("no staff here");
    }
  }

  /** A new local account with its key. */
  Account account(String name) {
    var wanted =
        new CreateAccount.Wanted(
            name, name + "@mail.test", "hash", Role.USER, Locale.ENGLISH, true, "");
    var made = new CreateAccount(database.transactions(), urls, new SecureRandom()).create(wanted);
    return ((CreateAccount.Result.Created) made).account();
  }

  /** Runs what waits and what follows from it. */
  void work() {
    int ran = worker.runPending();
    while (ran > 0) {
      ran = worker.runPending();
    }
  }

  HttpResponse<String> get(String path, String accept) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(20))
            .header("Accept", accept)
            .build(),
        BodyHandlers.ofString());
  }

  /** Asks for a document without a signature. */
  HttpResponse<String> get(String path) throws Exception {
    return get(path, ACTIVITY);
  }

  HttpResponse<String> post(String path, String body, Map<String, String> headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() throws Exception {
    http.close();
    worker.close();
    federation.close();
    database.close();
    client.close();
  }
}
