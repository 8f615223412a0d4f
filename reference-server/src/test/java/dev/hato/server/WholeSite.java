package dev.hato.server;

import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.jobs.Worker;
import dev.hato.jobs.testkit.SettableClock;
import dev.hato.server.accounts.CreateAccount;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.config.SettingsReader;
import dev.hato.server.events.Events;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.HttpServer;
import dev.hato.server.http.RateLimits;
import dev.hato.server.http.Route;
import dev.hato.server.plug.Registry;
import dev.hato.server.streaming.LocalStreamBus;
import dev.hato.server.streaming.StreamBus;
import dev.hato.server.streaming.Streaming;
import dev.hato.server.workers.Queues;
import dev.hato.storage.Database;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.oauth.NewApp;
import dev.hato.storage.testkit.TestDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Every feature of the server, as {@link Server} composes them, on a port of loopback over a fresh
 * database. Its route table can be looked at; jobs run when {@link #work()} is called, and time
 * passes when the clock is turned.
 */
public final class WholeSite implements AutoCloseable {
  public static final String CLIENT = "matrix-client";
  public static final String SECRET = "matrix-secret";
  private static final Duration BEAT = Duration.ofSeconds(15);

  public final SettableClock clock = new SettableClock();
  public final LocalStreamBus bus = new LocalStreamBus();
  private final int port = freePort();
  private final Closing closing = new Closing();
  private final Path folder = Files.createTempDirectory("hato-whole-");
  private final SecureRandom random = new SecureRandom();
  private final Database database;
  private final Registry registry;
  private final Worker worker;
  private final CreateAccount accounts;
  private final long app;

  private WholeSite(Dialect dialect) throws Exception {
    HatoConfig config = config();
    database = closing.add(TestDatabases.open(dialect, clock));
    Events events = new Events();
    registry = new Registry(events);
    Machinery machinery =
        new Machinery(config, database, events, (StreamBus) bus, new Surroundings(clock, random));
    Features.of(machinery, closing).forEach(feature -> feature.plugIn(registry));
    var jobs = Worker.newBuilder(database.jobs());
    Queues.with(Map.of()).forEach(jobs::queue);
    registry.jobsTo(jobs);
    worker = closing.add(jobs.build());
    Streaming streaming = new Streaming(bus, registry.streams(), registry.authenticator(), BEAT);
    closing.add(frontDoor(streaming));
    closing.add(streaming);
    accounts =
        new CreateAccount(
            transactions(),
            new SiteUrls(base(), domain()),
            new SecureRandom(),
            KeyAlgorithm.ED25519);
    NewApp client = new NewApp("matrix", "", List.of("urn:ietf:wg:oauth:2.0:oob"), "read write");
    app = transactions().write(tx -> tx.apps().add(client, CLIENT, SECRET)).id();
  }

  public static WholeSite start(Dialect dialect) throws Exception {
    return new WholeSite(dialect);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private HatoConfig config() {
    return HatoConfig.of(
        new SettingsReader()
            .flags(
                Map.of(
                    "http.port", Integer.toString(port),
                    "domain", domain(),
                    "data-dir", folder.toString(),
                    "federation.allow-private-addresses", "true"))
            .read());
  }

  private HttpServer frontDoor(Streaming streaming) throws Exception {
    return HttpServer.newBuilder()
        .address("127.0.0.1", port)
        .baseUrl(base())
        .routes(registry.routes())
        .authenticator(registry.authenticator())
        .errorPage(registry.errorPage().orElseThrow())
        .rateLimits(RateLimits.off())
        .temporaryFolder(Files.createDirectories(folder.resolve("uploads")))
        .random(random)
        .mount(streaming)
        .build()
        .start();
  }

  public String domain() {
    return "127.0.0.1:" + port;
  }

  /** Scheme, host and port. */
  public String base() {
    return "http://" + domain();
  }

  public Transactions transactions() {
    return database.transactions();
  }

  /** The whole route table. */
  public List<Route> routes() {
    return registry.routes();
  }

  /** The names of all streams. */
  public Set<String> streams() {
    return registry.streams().names();
  }

  /** A new local account with its key. */
  public Account person(String name, Role role) {
    var wanted =
        new CreateAccount.Wanted(
            name, name + "@mail.test", "no password", role, Locale.ENGLISH, true, "");
    return ((CreateAccount.Result.Created) accounts.create(wanted)).account();
  }

  /** A bearer token that may do everything; issued to {@link #CLIENT}. */
  public String token(Account account) {
    String token = "token-" + UUID.randomUUID();
    transactions()
        .run(
            tx -> tx.tokens().addForAccount(token, app, account.id(), "read write follow profile"));
    return token;
  }

  /** The cookie of a browser in which somebody is logged in. */
  public String session(Account account) {
    String secret = "session-" + UUID.randomUUID();
    transactions()
        .run(tx -> tx.sessions().add(secret, account.id(), "matrix", Duration.ofDays(30)));
    return "hato_session=" + secret;
  }

  /** Runs what waits and what follows from it. */
  public void work() {
    int ran = worker.runPending();
    while (ran > 0) {
      ran = worker.runPending();
    }
  }

  @Override
  public void close() throws IOException {
    closing.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
