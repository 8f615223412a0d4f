package dev.hato.server.crash;

import dev.hato.server.accounts.CreateAccount;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.kernel.Scopes;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.oauth.IssueToken;
import dev.hato.server.signup.AddPerson;
import dev.hato.server.signup.Passwords;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A server with its people: alice, who writes, and bob, who follows her. Two other servers follow
 * her, too.
 */
final class Site implements AutoCloseable {
  /** Systems give clients higher ports, so that none takes ours while the server is down. */
  private static final int FIRST_PORT = 20_000;

  private static final int LAST_PORT = 30_000;

  final DatabaseConfig database;
  final ServerProcess server;
  final List<Peer> peers = List.of(new Peer("127.0.0.2"), new Peer("127.0.0.3"));
  final String base;
  private final Account alice;
  private final Api aliceApi;
  private final Api bobApi;

  /**
   * @param java how the server is started
   * @param database an empty one
   * @param folder where the server keeps its data
   * @param log where the server's output goes
   */
  Site(JavaCommand java, DatabaseConfig database, Path folder, Path log) throws IOException {
    this.database = database.withAccess(DatabaseConfig.Access.GUEST);
    int port = freePort();
    String authority = "127.0.0.1:" + port;
    base = "http://" + authority;
    Map<String, String> environment = new HashMap<>();
    environment.put("HATO_DATABASE_URL", database.url());
    environment.put("HATO_DATABASE_USERNAME", database.username());
    environment.put("HATO_DATABASE_PASSWORD", database.password());
    environment.put("HATO_DATA_DIR", folder.toString());
    environment.put("HATO_DOMAIN", authority);
    environment.put("HATO_HTTP_PORT", Integer.toString(port));
    environment.put("HATO_HTTP_RATE_LIMITS", "false");
    environment.put("HATO_FEDERATION_ALLOW_PRIVATE_ADDRESSES", "true");
    environment.put("HATO_METRICS_BIND", "127.0.0.1:0");
    server = new ServerProcess(java, environment, log);
    try (Database open = open()) {
      alice = person(open, "alice");
      aliceApi = api(open, "alice");
      person(open, "bob");
      bobApi = api(open, "bob");
    }
  }

  private static int freePort() throws IOException {
    int first = new SecureRandom().nextInt(FIRST_PORT, LAST_PORT);
    for (int port = first; ; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        if (port == first + 100) {
          throw new IOException("no free port from " + first, e);
        }
      }
    }
  }

  /** Opens the database beside the server, or after it. */
  Database open() {
    return Database.open(database, InstantSource.system());
  }

  private Account person(Database open, String name) {
    SecureRandom random = new SecureRandom();
    SiteUrls urls = new SiteUrls(base, base.substring("http://".length()));
    AddPerson add =
        new AddPerson(
            new CreateAccount(open.transactions(), urls, random),
            new Passwords(new Secrets(random)));
    AddPerson.Person person =
        new AddPerson.Person(
            name, name + "@mail.test", "correct horse", Role.USER, Locale.ENGLISH, true, "");
    return ((AddPerson.Result.Added) add.add(person)).account();
  }

  private Api api(Database open, String name) {
    IssueToken issue = new IssueToken(open.transactions(), new Secrets(new SecureRandom()));
    return new Api(
        base,
        ((IssueToken.Result.Issued) issue.issue(name, Scopes.parse("read write follow"))).token());
  }

  /** Starts the server for the first time and has everybody follow alice. */
  void begin() throws Exception {
    server.launch();
    server.awaitUp();
    String follow = "/api/v1/accounts/" + alice.id() + "/follow";
    if (bobApi.act(follow).statusCode() != 200) {
      throw new AssertionError("bob cannot follow alice");
    }
    peers.forEach(peer -> peer.follow(alice.uri(), inbox()));
  }

  /** The shared inbox. */
  String inbox() {
    return base + "/inbox";
  }

  long aliceId() {
    return alice.id();
  }

  Api alice() {
    return aliceApi;
  }

  Api bob() {
    return bobApi;
  }

  @Override
  public void close() throws Exception {
    server.close();
    peers.forEach(Peer::close);
  }
}
