package dev.hato.server.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.Federation;
import dev.hato.activitypub.FederationBuilder;
import dev.hato.activitypub.memory.DirectTransaction;
import dev.hato.activitypub.memory.InMemoryPayloads;
import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.Worker;
import dev.hato.jobs.memory.InMemoryJobStore;
import dev.hato.webfinger.AccountDirectory;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.Jrd;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An actor that lives as long as a command, with everything in memory: others can find it by
 * WebFinger, read its document and key, and deliver to its inbox.
 */
final class EphemeralActor implements LocalActors, AccountDirectory, AutoCloseable {
  private static final int LARGEST_BODY = 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String base;
  private final Acct handle;
  private final Actor document;
  private final SigningKey key;
  private final InMemoryJobStore jobs;
  private final DirectTransaction transaction;
  private final Federation federation;
  private final Worker worker;

  /** What a command adds to the actor. */
  @FunctionalInterface
  interface Addition {
    void addTo(FederationBuilder federation, EphemeralActor actor);
  }

  private EphemeralActor(
      HttpServer server, ListenOptions options, SafeHttpClient http, Addition addition) {
    InstantSource clock = InstantSource.system();
    this.server = server;
    this.base = options.base().orElseGet(() -> "http://" + authority(server.getAddress()));
    String authority = base.substring(base.indexOf("://") + 3);
    this.handle = new Acct(options.name(), authority);
    KeyPair keys = Keys.generateRsa(new SecureRandom());
    Iri id = Iri.parse(base + "/users/" + options.name());
    this.key = SigningKey.rsa(id + "#main-key", keys.getPrivate());
    this.document =
        Actor.newBuilder("Service")
            .id(id)
            .preferredUsername(options.name())
            .name("An actor of the hato command")
            .inbox(Iri.parse(id + "/inbox"))
            .outbox(Iri.parse(id + "/outbox"))
            .publicKey(PublicKey.of(Iri.parse(key.keyId()), id, Keys.toPem(keys.getPublic())))
            .build();
    this.jobs = new InMemoryJobStore(clock);
    this.transaction = new DirectTransaction(new JobStoreQueue(jobs), new InMemoryPayloads());
    FederationBuilder builder =
        Federation.newBuilder(base, clock)
            .http(http)
            .queue(transaction.jobs())
            .payloads(transaction.payloads())
            .actors(this)
            .instanceActor(id)
            .webFinger(this, Set.of(authority))
            .allowHttp(base.startsWith("http:"));
    addition.addTo(builder, this);
    this.federation = builder.build();
    this.worker = federation.worker(jobs).build();
  }

  /** Starts to listen. */
  static EphemeralActor start(ListenOptions options, SafeHttpClient http, Addition addition)
      throws IOException {
    InetSocketAddress address = options.address();
    try {
      EphemeralActor actor =
          new EphemeralActor(HttpServer.create(address, 0), options, http, addition);
      actor.server.setExecutor(actor.threads);
      actor.server.createContext("/", actor::answer);
      actor.server.start();
      actor.worker.start();
      return actor;
    } catch (BindException e) {
      throw new CommandFailure("Nobody can listen at " + address + ": " + e.getMessage());
    }
  }

  Iri id() {
    return document.id().orElseThrow();
  }

  Acct handle() {
    return handle;
  }

  SigningKey key() {
    return key;
  }

  Federation federation() {
    return federation;
  }

  DirectTransaction transaction() {
    return transaction;
  }

  /** An id for something new. */
  Iri nextId() {
    return Iri.parse(id() + "/" + UUID.randomUUID());
  }

  @Override
  public Optional<LocalActor> find(String identifier) {
    return identifier.equals(handle.user())
        ? Optional.of(new LocalActor(identifier, document))
        : Optional.empty();
  }

  @Override
  public Optional<SigningKey> signingKey(Iri actor) {
    return actor.equals(id()) ? Optional.of(key) : Optional.empty();
  }

  @Override
  public Listing byName(String user) {
    return user.equalsIgnoreCase(handle.user()) ? instance() : new Listing.Unknown();
  }

  @Override
  public Listing byUrl(String url) {
    return url.equals(id().value()) ? instance() : new Listing.Unknown();
  }

  @Override
  public Listing instance() {
    return new Listing.Known(Jrd.newBuilder(handle.uri()).actor(id().value()).build());
  }

  private static String authority(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      ApResponse response =
          federation.handle(
              new ApRequest(
                  exchange.getRequestMethod(),
                  base.substring(0, base.indexOf(':')),
                  Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse(""),
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders(),
                  exchange.getRequestBody().readNBytes(LARGEST_BODY + 1)));
      response.headers().forEach(exchange.getResponseHeaders()::set);
      boolean bodiless = response.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
      if (!bodiless) {
        exchange.getResponseBody().write(response.body());
      }
    }
  }

  /** Does once what still waits, while others can still ask for the key, and then goes. */
  @Override
  public void close() {
    worker.close();
    Worker last = federation.worker(jobs).build();
    int ran = last.runPending();
    while (ran > 0) {
      ran = last.runPending();
    }
    server.stop(1);
    threads.shutdownNow();
  }
}
