package dev.hato.activitypub.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.SignableMessage;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.SignatureVerifier;
import dev.hato.httpsig.client.AddressPolicy;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SignedExchange;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.Jrd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A scripted peer on a loopback address: real HTTP, real keys, real signatures.
 *
 * <pre>{@code
 * try (RemoteInstance peer = RemoteInstance.start()) {
 *   RemoteActor bob = peer.actor("bob");                    // served, with WebFinger
 *   peer.post(bob, "http://127.0.0.1:8080/inbox", follow);  // signed by bob
 *   Received accept = peer.awaitDelivery();                 // verified with the sender's key
 *   peer.hang("/inbox");                                    // and then it hangs
 * }
 * }</pre>
 *
 * <p>Inboxes answer 202 and all other paths 404 until they are told otherwise. Thread-safe.
 */
public final class RemoteInstance implements AutoCloseable {
  private static final String ACTIVITY_JSON = "application/activity+json";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SafeHttpClient http =
      SafeHttpClient.newBuilder().addressPolicy(AddressPolicy.ANY).allowHttp(true).build();
  private final Map<String, RemoteActor> actors = new ConcurrentHashMap<>();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final Set<String> hanging = ConcurrentHashMap.newKeySet();
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final Mailbox mailbox = new Mailbox();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Optional<SignatureFormat> only = Optional.empty();
  private final InstantSource clock;
  private final SignatureVerifier verifier;

  private RemoteInstance(String address, InstantSource clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    verifier =
        SignatureVerifier.newBuilder()
            .clock(clock)
            .keys(new PlainKeyFetcher(http))
            .expectedHosts(Set.of(authority()))
            .build();
  }

  /** Starts a peer on 127.0.0.1, with the system's clock. */
  public static RemoteInstance start() {
    return start("127.0.0.1", InstantSource.system());
  }

  /**
   * Starts a peer.
   *
   * @param address any loopback address: 127.0.0.2 is another host than 127.0.0.1
   * @param clock by which it signs and verifies
   */
  public static RemoteInstance start(String address, InstantSource clock) {
    try {
      return new RemoteInstance(address, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port. */
  public String authority() {
    InetSocketAddress address = server.getAddress();
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** Scheme, host and port. */
  public String base() {
    return "http://" + authority();
  }

  /** The actor of that name: made, served and found by WebFinger from now on. */
  public RemoteActor actor(String name) {
    return actors.computeIfAbsent(name, n -> publish(RemoteActor.create(base(), n, "main-key")));
  }

  /** Gives an actor a new key under a new or the same name. */
  public RemoteActor changeKey(String name, String keyName) {
    RemoteActor actor = RemoteActor.create(base(), name, keyName);
    actors.put(name, publish(actor));
    return actor;
  }

  private RemoteActor publish(RemoteActor actor) {
    serve(actor.document());
    Acct acct = new Acct(actor.name(), authority());
    finger(acct, Jrd.newBuilder(acct.uri()).actor(actor.id().value()).build());
    return actor;
  }

  /** Answers WebFinger for a handle. */
  public void finger(Acct asked, Jrd jrd) {
    String resource = URLEncoder.encode(asked.uri(), StandardCharsets.UTF_8);
    reply(
        "/.well-known/webfinger?resource=" + resource,
        new Reply(200, Map.of("Content-Type", Jrd.MEDIA_TYPE), jrd.toJson()));
  }

  /** Serves a document at the path of its id. */
  public void serve(ApObject document) {
    String id = document.id().orElseThrow().value();
    serve(id.substring(base().length()), document);
  }

  /** Serves a document at another path. */
  public void serve(String path, ApObject document) {
    reply(path, new Reply(200, Map.of("Content-Type", ACTIVITY_JSON), ApWriter.write(document)));
  }

  /** Answers requests for a path, or for a path and query. */
  public void reply(String target, Reply reply) {
    replies.put(target, reply);
  }

  /** Takes requests for a path and answers none of them until the instance is closed. */
  public void hang(String path) {
    hanging.add(path);
  }

  /** Answers 401 to deliveries that are signed in the other format. */
  public void takeOnly(SignatureFormat format) {
    this.only = Optional.of(format);
  }

  /** How many requests hang just now. */
  public int inFlight() {
    return waiting.get();
  }

  /** All requests so far, in order. */
  public List<Received> requests() {
    return List.copyOf(requests);
  }

  /** How many requests came for a path. */
  public long requestsFor(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).count();
  }

  /** The deliveries so far. */
  public List<Received> deliveries() {
    return requests.stream().filter(Received::isPost).toList();
  }

  /** The next delivery that was not awaited yet; fails the test after ten seconds. */
  public Received awaitDelivery() {
    return mailbox.await();
  }

  /** The next delivery that was not awaited yet, if one comes in time. */
  public Optional<Received> awaitDelivery(Duration limit) {
    return mailbox.await(limit);
  }

  /** Posts a document, signed by an actor of this instance. */
  public Exchange post(RemoteActor from, String inbox, ApObject document) {
    return post(from, inbox, ApWriter.write(document));
  }

  /** Posts any bytes, signed by an actor of this instance. */
  public Exchange post(RemoteActor from, String inbox, byte[] body) {
    return new SignedExchange(http, clock).post(inbox, ACTIVITY_JSON, body, from.key());
  }

  /** Asks for a document, signed by an actor of this instance. */
  public Exchange get(RemoteActor from, String url) {
    return new SignedExchange(http, clock).get(url, ACTIVITY_JSON, from.key());
  }

  /** Posts a document in another format than draft-cavage first. */
  public Exchange post(
      RemoteActor from, String inbox, ApObject document, SignatureFormat firstKnock) {
    return new SignedExchange(http, clock, firstKnock)
        .post(inbox, ACTIVITY_JSON, ApWriter.write(document), from.key());
  }

  /** The client of this instance, for unsigned requests. */
  public SafeHttpClient http() {
    return http;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    String path = exchange.getRequestURI().getRawPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    SignableMessage message =
        SignableMessage.of(
            exchange.getRequestMethod(),
            "http",
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse(authority()),
            target,
            exchange.getRequestHeaders());
    if (hanging.contains(path)) {
      awaitRelease();
    }
    Received received = new Received(message, body, verifier.verify(message, body));
    requests.add(received);
    if (received.isPost() && only.filter(format -> format != received.format()).isPresent()) {
      send(exchange, Reply.status(401));
      return;
    }
    send(exchange, replyTo(target, path, received.isPost()));
    if (received.isPost()) {
      mailbox.add(received);
    }
  }

  private Reply replyTo(String target, String path, boolean post) {
    @Nullable Reply exact = replies.get(target);
    Reply otherwise = post && path.endsWith("inbox") ? Reply.status(202) : Reply.status(404);
    return exact != null ? exact : replies.getOrDefault(path, otherwise);
  }

  private void awaitRelease() {
    waiting.incrementAndGet();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.decrementAndGet();
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(
        reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    exchange.getResponseBody().write(reply.body());
    exchange.close();
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
    http.close();
  }
}
