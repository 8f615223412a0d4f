package dev.hato.activitypub.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.Federation;
import dev.hato.activitypub.FederationBuilder;
import dev.hato.activitypub.memory.DirectTransaction;
import dev.hato.activitypub.memory.InMemoryFollowers;
import dev.hato.activitypub.memory.InMemoryOriginHealth;
import dev.hato.activitypub.memory.InMemoryPayloads;
import dev.hato.activitypub.memory.InMemoryRemoteActors;
import dev.hato.activitypub.outbox.DeliverActivity;
import dev.hato.activitypub.outbox.DeliveryResult;
import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.AddressPolicy;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.Worker;
import dev.hato.jobs.memory.InMemoryJobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A {@link Federation} behind a loopback HTTP server, with everything in memory and one local
 * actor, {@code alice}, who is the instance actor, too. Jobs run when {@link #work()} is called.
 */
public final class LocalInstance implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SafeHttpClient http =
      SafeHttpClient.newBuilder().addressPolicy(AddressPolicy.ANY).allowHttp(true).build();
  private final InMemoryJobStore store;
  private final JobQueue queue;
  private final RemoteActor alice;
  private volatile Optional<SigningKey> proofKey = Optional.empty();
  private final InMemoryFollowers followers = new InMemoryFollowers();
  private final InMemoryPayloads payloads = new InMemoryPayloads();
  private final InMemoryRemoteActors remoteActors = new InMemoryRemoteActors();
  private final InMemoryOriginHealth health = new InMemoryOriginHealth();
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private final Federation federation;
  private final Worker worker;

  /** A delivery and what it came to. */
  public record Attempt(DeliverActivity delivery, DeliveryResult result) {}

  /**
   * Starts an instance.
   *
   * @param clock by which everything is timed
   * @param more what the test adds: routes, handlers, hooks
   */
  public LocalInstance(InstantSource clock, Consumer<FederationBuilder> more) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    store = new InMemoryJobStore(clock);
    queue = new JobStoreQueue(store);
    alice = RemoteActor.create(base(), "alice", "main-key");
    FederationBuilder builder =
        Federation.newBuilder(base(), clock)
            .http(http)
            .queue(queue)
            .actors(new OnlyAlice())
            .followers(followers)
            .payloads(payloads)
            .remoteActors(remoteActors)
            .health(health)
            .instanceActor(alice.id())
            .listener((delivery, result) -> attempts.add(new Attempt(delivery, result)))
            .allowHttp(true);
    more.accept(builder);
    federation = builder.build();
    worker = federation.worker(store).build();
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Gives alice a key for integrity proofs: what she sends in public carries one from now on. */
  public void proving(SigningKey key) {
    proofKey = Optional.of(key);
  }

  private final class OnlyAlice implements LocalActors {
    @Override
    public Optional<LocalActor> find(String identifier) {
      return identifier.equals("alice")
          ? Optional.of(new LocalActor("alice", alice.document()))
          : Optional.empty();
    }

    @Override
    public Optional<SigningKey> proofKey(Iri actor) {
      return proofKey.filter(key -> actor.equals(alice.id()));
    }

    @Override
    public Optional<SigningKey> signingKey(Iri actor) {
      return actor.equals(alice.id()) ? Optional.of(alice.key()) : Optional.empty();
    }
  }

  /** Scheme, host and port. */
  public String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The local actor. */
  public RemoteActor alice() {
    return alice;
  }

  /** Address of the shared inbox. */
  public String sharedInbox() {
    return base() + "/inbox";
  }

  /** The federation. */
  public Federation federation() {
    return federation;
  }

  /** Who follows alice. */
  public InMemoryFollowers followers() {
    return followers;
  }

  /** The cache of remote actors. */
  public InMemoryRemoteActors remoteActors() {
    return remoteActors;
  }

  /** Hosts that fail. */
  public InMemoryOriginHealth health() {
    return health;
  }

  /** A transaction to send in. */
  public DirectTransaction transaction() {
    return new DirectTransaction(queue, payloads);
  }

  /** Jobs that wait. */
  public InMemoryJobStore jobs() {
    return store;
  }

  /** The client of this instance. */
  public SafeHttpClient http() {
    return http;
  }

  /** Every delivery that was attempted, in order. */
  public List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** Runs all jobs that are due, one after the other; returns how many. */
  public int work() {
    return worker.runPending();
  }

  /** Runs jobs on threads from now on; {@link #work()} may not be called any more. */
  public void startWorker() {
    worker.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    ApResponse response =
        federation.handle(
            new ApRequest(
                exchange.getRequestMethod(),
                "http",
                exchange.getRequestHeaders().getFirst("Host"),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes()));
    response.headers().forEach(exchange.getResponseHeaders()::set);
    boolean bodiless = exchange.getRequestMethod().equals("HEAD") || response.body().length == 0;
    exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(response.body());
    }
    exchange.close();
  }

  @Override
  public void close() {
    worker.close();
    server.stop(0);
    threads.shutdownNow();
    http.close();
  }
}
