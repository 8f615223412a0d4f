package dev.hato.benchmarks.load;

import dev.hato.server.Surroundings;
import dev.hato.server.accounts.CreateAccount;
import dev.hato.server.cli.Hato;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.kernel.Scopes;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.oauth.IssueToken;
import dev.hato.server.signup.AddPerson;
import dev.hato.server.signup.Passwords;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.accounts.Role;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The server under test: a process of its own, as the launcher starts it, with its database and
 * with people who hold tokens. All of it ends with this object.
 */
final class Site implements AutoCloseable {
  private final Folders folders;
  private final Optional<Postgres> postgres;
  private final ChildProcess process;
  private final Ports ports;
  private final Map<String, String> tokens;

  /** Where the server listens. */
  private record Ports(int web, int metrics) {
    static Ports free() throws IOException {
      try (ServerSocket web = new ServerSocket(0);
          ServerSocket metrics = new ServerSocket(0)) {
        return new Ports(web.getLocalPort(), metrics.getLocalPort());
      }
    }
  }

  private Site(
      Folders folders,
      Optional<Postgres> postgres,
      ChildProcess process,
      Ports ports,
      Map<String, String> tokens) {
    this.folders = folders;
    this.postgres = postgres;
    this.process = process;
    this.ports = ports;
    this.tokens = tokens;
  }

  /** Starts a server for people of these names and returns when it answers. */
  static Site start(DatabaseKind kind, List<String> people) throws IOException {
    Folders folders = Folders.create();
    Optional<Postgres> postgres =
        kind == DatabaseKind.POSTGRESQL
            ? Optional.of(Postgres.start(folders.root()))
            : Optional.empty();
    Ports ports = Ports.free();
    Path data = folders.root().resolve("data").toAbsolutePath();
    DatabaseConfig database =
        postgres
            .map(server -> DatabaseConfig.of(server.url(), "postgres", "postgres"))
            .orElseGet(() -> DatabaseConfig.of("jdbc:h2:file:" + data.resolve("hato"), "hato", ""));
    Map<String, String> tokens = people(database, ports, people);
    ChildProcess process =
        ChildProcess.java(
            Hato.class.getName(),
            List.of("serve"),
            environment(database, ports, data),
            folders.root().resolve("server.log"));
    Site site = new Site(folders, postgres, process, ports, tokens);
    process.awaitAnswer(ports.web(), "/health");
    return site;
  }

  private static Map<String, String> environment(DatabaseConfig database, Ports ports, Path data) {
    return Map.of(
        "HATO_HTTP_PORT", Integer.toString(ports.web()),
        "HATO_METRICS_BIND", "127.0.0.1:" + ports.metrics(),
        "HATO_DATA_DIR", data.toString(),
        "HATO_DATABASE_URL", database.url(),
        "HATO_DATABASE_USERNAME", database.username(),
        "HATO_DATABASE_PASSWORD", database.password(),
        "HATO_HTTP_RATE_LIMITS", "false",
        "HATO_FEDERATION_ALLOW_PRIVATE_ADDRESSES", "true");
  }

  /** Makes the people before the server starts, and gives their tokens. */
  private static Map<String, String> people(
      DatabaseConfig config, Ports ports, List<String> names) {
    Surroundings surroundings = Surroundings.system();
    Secrets secrets = new Secrets(surroundings.random());
    String authority = "localhost:" + ports.web();
    Map<String, String> tokens = new HashMap<>();
    try (Database database = Database.open(config, surroundings.clock())) {
      SiteUrls urls = new SiteUrls("http://" + authority, authority);
      AddPerson add =
          new AddPerson(
              new CreateAccount(database.transactions(), urls, surroundings.random()),
              new Passwords(secrets));
      IssueToken issue = new IssueToken(database.transactions(), secrets);
      for (String name : names) {
        AddPerson.Result added = add.add(person(name, secrets.next()));
        IssueToken.Result issued = issue.issue(name, Scopes.parse("read write follow"));
        if (!(added instanceof AddPerson.Result.Added)
            || !(issued instanceof IssueToken.Result.Issued token)) {
          throw new IllegalStateException(name + " was not made: " + added + ", " + issued);
        }
        tokens.put(name, token.token());
      }
    }
    return tokens;
  }

  private static AddPerson.Person person(String name, String password) {
    return new AddPerson.Person(
        name, name + "@example.com", password, Role.OWNER, Locale.ENGLISH, true, "");
  }

  int port() {
    return ports.web();
  }

  /** Host and port as in the ids of this server. */
  String authority() {
    return "localhost:" + ports.web();
  }

  /** The actor of one of its people. */
  String actor(String person) {
    return "http://" + authority() + "/users/" + person;
  }

  /** What a client of this person sends with each request. */
  Map<String, String> credentials(String person) {
    return Map.of("Authorization", "Bearer " + tokens.get(person));
  }

  /** What the server and the database have used of the processors since they started. */
  CpuUse cpu() {
    return new CpuUse(
        Proc.cpuSeconds(process.pid()), postgres.map(Postgres::cpuSeconds).orElse(0.0));
  }

  /** Counts statements from now on if the command line says so. */
  Optional<Statements> countStatements(Options options) {
    return Statements.count(options, postgres);
  }

  double residentMegabytes() {
    return Proc.residentMegabytes(process.pid());
  }

  /** Asks for something as a person. */
  Wire.Answer get(String person, String target) throws IOException {
    try (Wire wire = new Wire(port())) {
      return wire.send(Requests.get(authority(), target, credentials(person)));
    }
  }

  /** Waits until no job waits or runs; jobs that are to be tried again later do not count. */
  void awaitIdle() throws IOException {
    byte[] request = Requests.get("127.0.0.1:" + ports.metrics(), "/metrics", Map.of());
    Waiting.until("all jobs are done", 120, 0.1, () -> pending(request) == 0);
  }

  /** After the warm-up: all jobs done, and the database as it is after a minute of work. */
  void settle() throws IOException {
    awaitIdle();
    if (postgres.isPresent()) {
      postgres.get().vacuum();
    }
  }

  /** On a connection of its own: a busy server may close one that was idle. */
  private double pending(byte[] request) throws IOException {
    try (Wire wire = new Wire(ports.metrics())) {
      return wire.send(request)
          .text()
          .lines()
          .filter(
              line ->
                  line.startsWith("hato_jobs_waiting{") || line.startsWith("hato_jobs_running{"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  @Override
  public void close() throws IOException {
    process.close();
    if (postgres.isPresent()) {
      postgres.get().close();
    }
    folders.close();
  }
}
