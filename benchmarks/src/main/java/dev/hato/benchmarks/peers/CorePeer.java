package dev.hato.benchmarks.peers;

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
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ActivityPub library behind Jetty, as an embedder uses it, with everything in memory: takes
 * Create activities with an empty handler and, when told so, sends one activity to many inboxes.
 * The counterpart of {@code interop/js/fedify/benchmark.mjs}.
 */
public final class CorePeer extends Handler.Abstract {
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
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    CorePeer peer = new CorePeer("http://localhost:" + port);
    Server server = new Server(new VirtualThreadPool());
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(peer);
    server.start();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    byte[] body;
    try (InputStream input = Content.Source.asInputStream(request)) {
      body = input.readAllBytes();
    }
    byte[] answer =
        switch (request.getHttpURI().getPath()) {
          case "/health" -> "OK".getBytes(StandardCharsets.UTF_8);
          case "/handled" -> handled.toString().getBytes(StandardCharsets.UTF_8);
          case "/send" -> {
            send(new JsonMapper().readTree(body));
            yield "OK".getBytes(StandardCharsets.UTF_8);
          }
          default -> answer(request, body, response);
        };
    response.write(true, ByteBuffer.wrap(answer), callback);
    return true;
  }

  private byte[] answer(Request request, byte[] body, Response response) {
    Map<String, List<String>> headers = new HashMap<>();
    request
        .getHeaders()
        .getFieldNamesCollection()
        .forEach(name -> headers.put(name, request.getHeaders().getValuesList(name)));
    HttpURI uri = request.getHttpURI();
    ApResponse answer =
        federation.handle(
            new ApRequest(
                request.getMethod(),
                uri.getScheme(),
                uri.getAuthority(),
                uri.getPathQuery(),
                headers,
                body));
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    return answer.body();
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
