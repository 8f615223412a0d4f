import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.Federation;
import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.memory.InMemoryStores;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.client.AddressPolicy;
import dev.hato.httpsig.client.SafeHttpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** An actor of the fediverse: whoever follows it gets what you type. */
public final class Pigeon {
  private final InMemoryStores stores;
  private final Actor pigeon;
  private final Map<Iri, Note> notes = new ConcurrentHashMap<>();
  private final Outbox outbox = new Outbox();

  Pigeon(String base) throws IOException {
    stores = InMemoryStores.of(base, InstantSource.system());
    pigeon =
        stores
            .actors()
            .add(
                Actor.newBuilder("Service")
                    .preferredUsername("pigeon")
                    .name("Pigeon")
                    .summary("<p>Coos what it is told to.</p>"),
                keys(Path.of("pigeon.pem"), Path.of("pigeon.pub.pem")));
  }

  /** Made once: other servers remember the public key. */
  private static KeyPair keys(Path secret, Path known) throws IOException {
    if (!Files.exists(secret)) {
      KeyPair keys = Keys.generateRsa(new SecureRandom());
      Files.writeString(secret, Keys.toPem(keys.getPrivate()));
      Files.writeString(known, Keys.toPem(keys.getPublic()));
    }
    return new KeyPair(
        Keys.readPublicPem(Files.readString(known)), Keys.readPrivatePem(Files.readString(secret)));
  }

  private Iri id() {
    return pigeon.id().orElseThrow();
  }

  /** A new address below the actor's own. */
  private Iri newId(String kind) {
    return Iri.parse(id() + "/" + kind + "/" + UUID.randomUUID());
  }

  private Federation federation(String base, SafeHttpClient http) {
    return Federation.newBuilder(base, InstantSource.system())
        .http(http)
        .allowHttp(true)
        .inMemory(stores)
        .on(Follow.class, this::follow)
        .on(Undo.class, this::undo)
        .document("/users/pigeon/notes/{id}", note -> Optional.ofNullable(notes.get(note.id())))
        .build();
  }

  private void follow(InboxContext context, Follow follow) {
    Actor follower =
        context.remote().actor(context.signer(), context.budget()).found().orElseThrow();
    stores.followers().add(id(), follower);
    Accept accept = Accept.of(newId("accepts"), id(), follow);
    outbox.send(stores.tx(), id(), accept, Audience.actors(List.of(follower)));
    System.out.println(context.signer() + " follows");
  }

  private void undo(InboxContext context, Undo undo) {
    if (undo.object().flatMap(Ref::embedded).orElse(null) instanceof Follow) {
      stores.followers().remove(id(), context.signer());
      System.out.println(context.signer() + " has gone");
    }
  }

  private void coo(String text) {
    Note note =
        Note.newBuilder()
            .id(newId("notes"))
            .attributedTo(id())
            .published(Instant.now())
            .to(List.of(Iri.PUBLIC))
            .cc(pigeon.followers().stream().toList())
            .content("<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>")
            .build();
    notes.put(note.id().orElseThrow(), note);
    Create create = Create.of(newId("creates"), id(), note);
    outbox.send(stores.tx(), id(), create, Audience.followersOf(id()));
  }

  private static void answer(Federation federation, HttpExchange exchange) throws IOException {
    ApRequest request =
        new ApRequest(
            exchange.getRequestMethod(),
            "http",
            exchange.getRequestHeaders().getFirst("Host"),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            exchange.getRequestBody().readNBytes(1024 * 1024 + 1));
    ApResponse response = federation.handle(request);
    response.headers().forEach(exchange.getResponseHeaders()::set);
    boolean bodiless = response.body().length == 0 || request.method().equals("HEAD");
    exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(response.body());
    }
    exchange.close();
  }

  public static void main(String[] args) throws IOException {
    String base = args.length > 0 ? args[0] : "http://localhost:8000";
    HttpServer server =
        HttpServer.create(new InetSocketAddress("localhost", URI.create(base).getPort()), 0);
    try (SafeHttpClient http =
            SafeHttpClient.newBuilder().allowHttp(true).addressPolicy(AddressPolicy.ANY).build();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Pigeon pigeon = new Pigeon(base);
      Federation federation = pigeon.federation(base, http);
      try (var worker = federation.worker(pigeon.stores.jobs()).build()) {
        worker.start();
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(federation, exchange));
        server.start();
        System.out.println("Follow @pigeon@" + URI.create(base).getAuthority() + ", then type:");
        new BufferedReader(new InputStreamReader(System.in, UTF_8)).lines().forEach(pigeon::coo);
      } finally {
        server.stop(0);
      }
    }
  }
}
