package dev.hato.server;

import dev.hato.jobs.Foreground;
import dev.hato.jobs.spi.JobStore;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.config.HatoConfig.HostPort;
import dev.hato.server.events.Events;
import dev.hato.server.federation.FederationFeature;
import dev.hato.server.http.Access;
import dev.hato.server.http.HttpServer;
import dev.hato.server.http.Privacy;
import dev.hato.server.http.RateLimits;
import dev.hato.server.http.Route;
import dev.hato.server.http.TrustedProxies;
import dev.hato.server.metrics.Metrics;
import dev.hato.server.plug.Registry;
import dev.hato.server.streaming.LocalStreamBus;
import dev.hato.server.streaming.StreamBus;
import dev.hato.server.streaming.Streaming;
import dev.hato.server.workers.DatabasePulse;
import dev.hato.server.workers.WorkerName;
import dev.hato.server.workers.Workers;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The composition root: constructs the whole server by hand, starts it, and closes it in reverse.
 * Nothing is static; two servers run in one JVM.
 */
public final class Server implements AutoCloseable {
  private static final Duration STREAM_BEAT = Duration.ofSeconds(15);
  private static final String PULSE_ROW = "pulse";

  private final Closing closing;
  private final HttpServer http;
  private final List<String> addresses;
  private final List<String> notices;

  private Server(Closing closing, HttpServer http, List<String> addresses, List<String> notices) {
    this.closing = closing;
    this.http = http;
    this.addresses = addresses;
    this.notices = notices;
  }

  /**
   * Starts everything and returns when requests are answered.
   *
   * @throws dev.hato.server.config.ConfigException when the configuration does not fit the data
   */
  public static Server start(HatoConfig config, Surroundings surroundings) throws Exception {
    Closing closing = new Closing();
    try {
      return compose(config, surroundings, closing);
    } catch (Exception e) {
      closing.close();
      throw e;
    }
  }

  /** What looks things up on other servers, for commands; the caller closes it. */
  public static FederationFeature federation(
      HatoConfig config, Database database, Surroundings surroundings) {
    return Features.federation(config, database, surroundings);
  }

  private static Server compose(HatoConfig config, Surroundings surroundings, Closing closing)
      throws Exception {
    Path uploads = folders(config.storage().dataDir());
    Database database =
        closing.add(Database.open(database(config.storage()), surroundings.clock()));
    SiteIdentity.refuseChange(database.transactions(), config.site());
    JobStore jobs = database.jobs();
    Events events = new Events();
    Registry registry = new Registry(events);
    StreamBus bus = new LocalStreamBus();
    Machinery machinery = new Machinery(config, database, events, bus, surroundings);
    Metrics metrics = closing.add(new Metrics());
    registry.operations(metrics.operations());
    Features.of(machinery, closing).forEach(feature -> feature.plugIn(registry));
    metrics.queues(jobs::stats);
    DatabasePulse pulse =
        closing.add(
            new DatabasePulse(
                () -> database.transactions().read(tx -> tx.settings().find(PULSE_ROW))));
    metrics.gauge("hato.database.latency.seconds", pulse, each -> each.latency().toNanos() / 1e9);
    Foreground people = new Foreground();
    metrics.gauge("hato.http.people", people, Foreground::present);
    WorkerName name = closing.add(WorkerName.of(config.storage().dataDir(), surroundings.random()));
    Workers workers =
        closing.add(
            Workers.on(
                jobs,
                registry,
                new Workers.Setting(
                    name.value(),
                    config.work().queues(),
                    List.of(metrics.jobs()),
                    surroundings.random(),
                    pulse,
                    people)));
    List<String> addresses = new ArrayList<>();
    if (config.work().metrics().isPresent()) {
      addresses.add(
          metricsPage(config.work().metrics().get(), metrics, surroundings, uploads, closing));
    }
    Streaming streaming =
        new Streaming(bus, registry.streams(), registry.authenticator(), STREAM_BEAT);
    metrics.gauge("hato.streaming.sockets", streaming, Streaming::socketCount);
    metrics.gauge("hato.streaming.topics", streaming, Streaming::topicCount);
    HttpServer http =
        closing.add(
            frontDoor(config, surroundings, registry, metrics, uploads)
                .visits(() -> people.enter()::close)
                .mount(streaming)
                .build());
    closing.add(streaming);
    http.start();
    pulse.start();
    workers.start();
    addresses.addFirst("Hato listens on " + url(config.http().bind(), http.port()));
    return new Server(closing, http, List.copyOf(addresses), registry.notices());
  }

  private static HttpServer.Builder frontDoor(
      HatoConfig config,
      Surroundings surroundings,
      Registry registry,
      Metrics metrics,
      Path uploads) {
    HttpServer.Builder builder =
        HttpServer.newBuilder()
            .address(config.http().bind(), config.http().port())
            .baseUrl(config.site().baseUrl())
            .routes(registry.routes())
            .authenticator(registry.authenticator())
            .trustedProxies(TrustedProxies.parse(config.http().trustedProxies()))
            .rateLimits(
                config.http().rateLimits()
                    ? RateLimits.standard(surroundings.clock())
                    : RateLimits.off())
            .recorder(metrics.requests())
            .temporaryFolder(uploads)
            .random(surroundings.random());
    registry.errorPage().ifPresent(builder::errorPage);
    return builder;
  }

  private static String metricsPage(
      HostPort address, Metrics metrics, Surroundings surroundings, Path uploads, Closing closing)
      throws Exception {
    Route page = new Route("GET", "/metrics", Access.anyone(), Privacy.PUBLIC, _ -> metrics.page());
    HttpServer server =
        closing.add(
            HttpServer.newBuilder()
                .address(address.host(), address.port())
                .routes(List.of(page))
                .rateLimits(RateLimits.off())
                .temporaryFolder(uploads)
                .random(surroundings.random())
                .build());
    return "Metrics are on " + url(address.host(), server.start().port()) + "/metrics";
  }

  private static DatabaseConfig database(HatoConfig.Storage storage) {
    return DatabaseConfig.of(storage.url(), storage.username(), storage.password())
        .withListenUrl(storage.listenUrl());
  }

  /** Makes the data folder, and the empty folder for uploads while they are handled. */
  private static Path folders(Path data) throws IOException {
    Path uploads = data.resolve("uploads");
    Files.createDirectories(uploads);
    try (var left = Files.newDirectoryStream(uploads)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
    return uploads;
  }

  private static String url(String host, int port) {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** One line per listening address. */
  public List<String> addresses() {
    return addresses;
  }

  /** What an operator should know or do now, such as the link for setting up an owner account. */
  public List<String> notices() {
    return notices;
  }

  /** The port of the web server: of interest when 0 was configured. */
  public int port() {
    return http.port();
  }

  /** Stops in good order within 30 s: requests end, jobs end or are given back, then the rest. */
  @Override
  public void close() {
    closing.close();
  }
}
