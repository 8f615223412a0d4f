package dev.hato.activitypub;

import dev.hato.activitypub.inbox.BlockList;
import dev.hato.activitypub.inbox.Inbox;
import dev.hato.activitypub.inbox.InboxHandler;
import dev.hato.activitypub.inbox.InboxHandlers;
import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.memory.InMemoryFollowers;
import dev.hato.activitypub.memory.InMemoryOriginHealth;
import dev.hato.activitypub.memory.InMemoryPayloads;
import dev.hato.activitypub.memory.InMemoryRemoteActors;
import dev.hato.activitypub.memory.InMemorySeenActivities;
import dev.hato.activitypub.memory.InMemoryStores;
import dev.hato.activitypub.outbox.ActivityPayloads;
import dev.hato.activitypub.outbox.DeliveryJobs;
import dev.hato.activitypub.outbox.DeliveryListener;
import dev.hato.activitypub.outbox.HostHealth;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.spi.OriginHealthStore;
import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.spi.SeenActivities;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.SignatureVerifier;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SignedExchange;
import dev.hato.jobs.JobQueue;
import dev.hato.nodeinfo.NodeInfo;
import dev.hato.nodeinfo.NodeInfoEndpoint;
import dev.hato.webfinger.AccountDirectory;
import dev.hato.webfinger.HostMeta;
import dev.hato.webfinger.WebFingerEndpoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link Federation} needs. {@code http}, {@code queue} and {@code actors} must be
 * set; what is kept stays in memory unless ports are given. Not thread-safe.
 */
public final class FederationBuilder {
  private static final String IDENTIFIER = "identifier";

  private final String base;
  private final InstantSource clock;
  private final InboxHandlers.Builder handlers = InboxHandlers.newBuilder();
  private final List<RouteMaker> routes = new ArrayList<>();
  private @Nullable SafeHttpClient http;
  private @Nullable JobQueue queue;
  private @Nullable LocalActors actors;
  private Followers followers = new InMemoryFollowers();
  private ActivityPayloads payloads = new InMemoryPayloads();
  private RemoteActorStore remoteActors = new InMemoryRemoteActors();
  private @Nullable SeenActivities seen;
  private OriginHealthStore health = new InMemoryOriginHealth();
  private BlockList blocks = BlockList.NONE;
  private ReadPolicy policy = ReadPolicy.OPEN;
  private DeliveryListener listener = DeliveryListener.NONE;
  private ApReader reader = ApReader.standard();
  private Supplier<Optional<Iri>> instanceActor = Optional::empty;
  private boolean allowHttp;
  private SignatureFormat firstKnock = SignatureFormat.CAVAGE_12;
  private String actorRoute = "/users/{identifier}";
  private String inboxRoute = "/users/{identifier}/inbox";
  private String sharedInboxRoute = "/inbox";

  /** Makes a route when the parts that it needs are there. */
  private interface RouteMaker {
    Route make(Documents documents);
  }

  FederationBuilder(String base, InstantSource clock) {
    if (Iri.parse(base).origin().filter(base::equals).isEmpty()) {
      throw new IllegalArgumentException(
          "the base must be scheme://host[:port] in lower case and no more: " + base);
    }
    this.base = base;
    this.clock = Objects.requireNonNull(clock);
  }

  /** The only way out. */
  public FederationBuilder http(SafeHttpClient client) {
    this.http = client;
    return this;
  }

  /** Where jobs wait; one is stored when {@code enqueue} returns. */
  public FederationBuilder queue(JobQueue jobQueue) {
    this.queue = jobQueue;
    return this;
  }

  /** The application's actors and their keys. */
  public FederationBuilder actors(LocalActors port) {
    this.actors = port;
    return this;
  }

  /** Who follows them. */
  public FederationBuilder followers(Followers port) {
    this.followers = port;
    return this;
  }

  /**
   * Keeps all in memory: actors, of whom the first is the instance actor, their handles, followers,
   * jobs and what is sent. Ports that are set later replace single ones.
   */
  public FederationBuilder inMemory(InMemoryStores stores) {
    this.instanceActor = stores.actors()::first;
    return actors(stores.actors())
        .followers(stores.followers())
        .queue(stores.tx().jobs())
        .payloads(stores.tx().payloads())
        .webFinger(stores.actors(), stores.actors().hosts());
  }

  /** Outgoing activities. */
  public FederationBuilder payloads(ActivityPayloads port) {
    this.payloads = port;
    return this;
  }

  /** The cache of remote actors. */
  public FederationBuilder remoteActors(RemoteActorStore port) {
    this.remoteActors = port;
    return this;
  }

  /** The memory of accepted activities, which enqueues them. */
  public FederationBuilder seen(SeenActivities port) {
    this.seen = port;
    return this;
  }

  /** The health of hosts. */
  public FederationBuilder health(OriginHealthStore port) {
    this.health = port;
    return this;
  }

  /** Whom the server does not hear. */
  public FederationBuilder blocks(BlockList list) {
    this.blocks = list;
    return this;
  }

  /** Who may read documents. */
  public FederationBuilder readPolicy(ReadPolicy hook) {
    this.policy = hook;
    return this;
  }

  /** Hears of each delivery. */
  public FederationBuilder listener(DeliveryListener hook) {
    this.listener = hook;
    return this;
  }

  /** Reads documents with types of the application's own. */
  public FederationBuilder reader(ApReader documentReader) {
    this.reader = documentReader;
    return this;
  }

  /** The actor in whose name documents are fetched: a local one with a key. Unsigned without. */
  public FederationBuilder instanceActor(Iri actor) {
    this.instanceActor = () -> Optional.of(actor);
    return this;
  }

  /** Whether peers may be asked by http: for tests and closed networks. */
  public FederationBuilder allowHttp(boolean allowed) {
    this.allowHttp = allowed;
    return this;
  }

  /**
   * The format in which a host that is not known yet is asked and delivered to first; draft-cavage
   * unless set. The other one follows after a refusal, see {@link SignedExchange}.
   */
  public FederationBuilder firstKnock(SignatureFormat format) {
    this.firstKnock = format;
    return this;
  }

  /**
   * The path below which the application is mounted, such as {@code /social}: its actors and
   * inboxes are there. Well-known addresses and NodeInfo stay at the top of the host.
   */
  public FederationBuilder mountedAt(String path) {
    return actorRoute(path + "/users/{identifier}")
        .inboxRoute(path + "/users/{identifier}/inbox")
        .sharedInboxRoute(path + "/inbox");
  }

  /** Path of actors; {@code /users/{identifier}} unless set. */
  public FederationBuilder actorRoute(String template) {
    this.actorRoute = template;
    return this;
  }

  /** Path of personal inboxes; {@code /users/{identifier}/inbox} unless set. */
  public FederationBuilder inboxRoute(String template) {
    this.inboxRoute = template;
    return this;
  }

  /** Path of the shared inbox; {@code /inbox} unless set. */
  public FederationBuilder sharedInboxRoute(String path) {
    this.sharedInboxRoute = path;
    return this;
  }

  /** Handles activities of a class; the most specific registered class wins. */
  public <T extends Activity> FederationBuilder on(Class<T> type, InboxHandler<T> handler) {
    handlers.on(type, handler);
    return this;
  }

  /**
   * Answers WebFinger and host-meta.
   *
   * @param hosts the hosts that our handles may name
   */
  public FederationBuilder webFinger(AccountDirectory directory, Set<String> hosts) {
    WebFingerEndpoint endpoint = new WebFingerEndpoint(directory, hosts);
    HostMeta hostMeta = new HostMeta(base);
    get("/.well-known/webfinger", request -> ApResponse.of(endpoint.answer(request.rawQuery())));
    get("/.well-known/host-meta", request -> ApResponse.of(hostMeta.xrd()));
    return get("/.well-known/host-meta.json", request -> ApResponse.of(hostMeta.json()));
  }

  /** Answers NodeInfo 2.0 and 2.1. */
  public FederationBuilder nodeInfo(Supplier<NodeInfo> source) {
    NodeInfoEndpoint endpoint = new NodeInfoEndpoint(base, source);
    get("/.well-known/nodeinfo", request -> ApResponse.of(endpoint.discovery()));
    for (String version : List.of("2.0", "2.1")) {
      get(
          "/nodeinfo/" + version,
          request -> ApResponse.of(endpoint.document(version).orElseThrow()));
    }
    return this;
  }

  /** Serves objects or activities; the template's parts are in {@link DocumentRequest#value}. */
  public FederationBuilder document(String template, DocumentSource source) {
    PathTemplate path = new PathTemplate(template);
    routes.add(
        documents ->
            new Route(path, (request, values) -> documents.serve(request, values, source)));
    return this;
  }

  /** Serves collections, in pages. */
  public FederationBuilder collection(String template, CollectionSource source) {
    PathTemplate path = new PathTemplate(template);
    routes.add(
        documents ->
            new Route(path, (request, values) -> documents.serve(request, values, source)));
    return this;
  }

  private FederationBuilder get(
      String path, java.util.function.Function<ApRequest, ApResponse> answer) {
    PathTemplate template = new PathTemplate(path);
    routes.add(
        documents ->
            new Route(
                template,
                (request, values) ->
                    request.method().equals("GET") || request.method().equals("HEAD")
                        ? answer.apply(request)
                        : ApResponse.error(405, "This address can only be read")
                            .with("Allow", "GET, HEAD")));
    return this;
  }

  /**
   * The federation.
   *
   * @throws NullPointerException naming the part that is missing
   */
  public Federation build() {
    SafeHttpClient client = Objects.requireNonNull(http, "http");
    JobQueue jobs = Objects.requireNonNull(queue, "queue");
    LocalActors locals = Objects.requireNonNull(actors, "actors");
    SignedExchange signed = new SignedExchange(client, clock, firstKnock);
    RemoteObjects remote =
        RemoteObjects.newBuilder(clock)
            .http(client)
            .signed(signed)
            .store(remoteActors)
            .key(() -> instanceActor.get().flatMap(locals::signingKey))
            .reader(reader)
            .ownOrigins(Set.of(base))
            .allowHttp(allowHttp)
            .build();
    HostHealth hosts = new HostHealth(health, clock);
    String authority = base.substring(base.indexOf("://") + 3);
    Inbox inbox =
        Inbox.newBuilder(clock)
            .remote(remote)
            .actors(remoteActors)
            .seen(seen == null ? new InMemorySeenActivities(jobs) : seen)
            .health(hosts)
            .hosts(Set.of(authority))
            .reader(reader)
            .blocks(blocks)
            .handlers(handlers.build())
            .build();
    DeliveryJobs deliveries =
        DeliveryJobs.newBuilder(clock)
            .actors(locals)
            .followers(followers)
            .payloads(payloads)
            .exchange(signed)
            .health(hosts)
            .queue(jobs)
            .listener(listener)
            .build();
    SignatureVerifier verifier =
        SignatureVerifier.newBuilder()
            .clock(clock)
            .keys(remote.keys())
            .expectedHosts(Set.of(authority))
            .build();
    return new Federation(
        routes(locals, inbox, new Documents(base, verifier, policy)), remote, inbox, deliveries);
  }

  private List<Route> routes(LocalActors locals, Inbox inbox, Documents documents) {
    List<Route> made = new ArrayList<>();
    made.add(
        new Route(
            new PathTemplate(sharedInboxRoute),
            (request, values) -> Federation.receive(inbox, request, Optional.empty())));
    made.add(
        new Route(
            new PathTemplate(inboxRoute),
            (request, values) -> {
              String identifier = Objects.requireNonNull(values.get(IDENTIFIER), IDENTIFIER);
              return locals.find(identifier).isPresent()
                  ? Federation.receive(inbox, request, Optional.of(identifier))
                  : ApResponse.error(
                      locals.tombstone(identifier).isPresent() ? 410 : 404,
                      "There is no such inbox");
            }));
    routes.forEach(route -> made.add(route.make(documents)));
    made.add(
        new Route(
            new PathTemplate(actorRoute),
            (request, values) ->
                documents.serve(
                    request,
                    values,
                    (DocumentSource)
                        asked -> {
                          String identifier = asked.value(IDENTIFIER);
                          return locals
                              .find(identifier)
                              .<dev.hato.activitypub.vocab.ApObject>map(local -> local.document())
                              .or(() -> locals.tombstone(identifier));
                        })));
    return made;
  }
}
