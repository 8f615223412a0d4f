package dev.hato.benchmarks.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.Federation;
import dev.hato.activitypub.memory.DirectTransaction;
import dev.hato.activitypub.memory.InMemoryPayloads;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.client.AddressPolicy;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.jobs.memory.InMemoryJobStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ActivityPub library alone, as an embedder uses it, with everything in memory: takes Create
 * activities with an empty handler and, when told so, sends one activity to many inboxes. The
 * counterpart of {@code interop/js/fedify/benchmark.mjs}.
 */
public final class CorePeer {
  private final AtomicInteger handled = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final InMemoryPayloads payloads = new InMemoryPayloads();
  private final JobStoreQueue queue;
  private final Federation federation;
  private final Iri alice;

  private CorePeer(String base) {
    InstantSource clock = InstantSource.system();
    InMemoryJobStore store = new InMemoryJobStore(clock);
    alice = Iri.parse(base + "/users/alice");
    queue = new JobStoreQueue(store);
    federation =
        Federation.newBuilder(base, clock)
            .http(
                SafeHttpClient.newBuilder()
                    .addressPolicy(AddressPolicy.ANY)
                    .allowHttp(true)
                    .build())
            .queue(queue)
            .payloads(payloads)
            .actors(new OnlyAlice(alice, Keys.generateRsa(new SecureRandom())))
            .instanceActor(alice)
            .allowHttp(true)
            .on(Create.class, (_, _) -> handled.incrementAndGet())
            .build();
    WorkerBuilder worker =
        Worker.newBuilder(store).queue("ingress", 8).queue("fanout", 2).queue("deliver", 64, 4);
    federation.register(worker);
    worker.build().start();
  }

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    int port = Integer.parseInt(arguments[0]);
    CorePeer peer = new CorePeer("http://localhost:" + port);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", peer::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    switch (exchange.getRequestURI().getPath()) {
      case "/health" -> write(exchange, 200, "OK".getBytes(StandardCharsets.UTF_8));
      case "/handled" -> write(exchange, 200, handled.toString().getBytes(StandardCharsets.UTF_8));
      case "/send" -> {
        send(new JsonMapper().readTree(body));
        write(exchange, 200, "OK".getBytes(StandardCharsets.UTF_8));
      }
      default -> {
        ApResponse response = federation.handle(request(exchange, body));
        response.headers().forEach(exchange.getResponseHeaders()::set);
        write(exchange, response.status(), response.body());
      }
    }
  }

  private static ApRequest request(HttpExchange exchange, byte[] body) {
    return new ApRequest(
        exchange.getRequestMethod(),
        "http",
        exchange.getRequestHeaders().getFirst("Host"),
        exchange.getRequestURI().toString(),
        Map.copyOf(exchange.getRequestHeaders()),
        body);
  }

  private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void send(JsonNode recipients) {
    List<Iri> inboxes = new ArrayList<>();
    recipients.forEach(one -> inboxes.add(Iri.parse(one.path("inbox").asString())));
    federation
        .outbox()
        .send(
            new DirectTransaction(queue, payloads),
            alice,
            OnlyAlice.note(alice, sent.incrementAndGet()),
            Audience.inboxes(inboxes));
  }
}
