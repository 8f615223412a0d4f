package dev.hato.activitypub;

import static dev.hato.activitypub.telemetry.OperationKind.COLLECTION;
import static dev.hato.activitypub.telemetry.OperationKind.DISCOVERY;
import static dev.hato.activitypub.telemetry.OperationKind.OBJECT;

import dev.hato.activitypub.inbox.BlockList;
import dev.hato.activitypub.inbox.GateListener;
import dev.hato.activitypub.inbox.InboxHandler;
import dev.hato.activitypub.inbox.InboxHandlers;
import dev.hato.activitypub.inbox.ProcessActivity;
import dev.hato.activitypub.inbox.RepeatKey;
import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.memory.InMemoryFollowers;
import dev.hato.activitypub.memory.InMemoryOriginHealth;
import dev.hato.activitypub.memory.InMemoryPayloads;
import dev.hato.activitypub.memory.InMemoryRemoteActors;
import dev.hato.activitypub.memory.InMemoryStores;
import dev.hato.activitypub.outbox.ActivityPayloads;
import dev.hato.activitypub.outbox.DeliverActivity;
import dev.hato.activitypub.outbox.DeliveryListener;
import dev.hato.activitypub.outbox.GoneInboxListener;
import dev.hato.activitypub.outbox.OutgoingRule;
import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.spi.LocalFollows;
import dev.hato.activitypub.spi.OriginHealthStore;
import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.spi.SeenActivities;
import dev.hato.activitypub.telemetry.OperationListener;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SignedExchange;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.RetryPolicy;
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
  final String base;
  final InstantSource clock;
  final InboxHandlers.Builder handlers = InboxHandlers.newBuilder();
  final List<RouteMaker> routes = new ArrayList<>();
  @Nullable SafeHttpClient http;
  @Nullable JobQueue queue;
  @Nullable LocalActors actors;
  Followers followers = new InMemoryFollowers();
  ActivityPayloads payloads = new InMemoryPayloads();
  RemoteActorStore remoteActors = new InMemoryRemoteActors();
  @Nullable SeenActivities seen;
  OriginHealthStore health = new InMemoryOriginHealth();
  BlockList blocks = BlockList.NONE;
  ReadPolicy policy = ReadPolicy.OPEN;
  DeliveryListener listener = DeliveryListener.NONE;
  GateListener gates = GateListener.NONE;
  ApReader reader = ApReader.standard();
  Supplier<Optional<Iri>> instanceActor = Optional::empty;
  boolean allowHttp;
  SignatureFormat firstKnock = SignatureFormat.CAVAGE_12;
  String actorRoute = "/users/{identifier}";
  String inboxRoute = "/users/{identifier}/inbox";
  String sharedInboxRoute = "/inbox";
  final List<ClientOutbox.Binding<?>> posted = new ArrayList<>();
  Optional<ClientOutboxRoute> clientOutbox = Optional.empty();
  Optional<SynchronizationRoute> synchronization = Optional.empty();
  GoneInboxListener gone = GoneInboxListener.NONE;
  OperationListener operations = OperationListener.NONE;
  List<OutgoingRule> outgoing = OutgoingRule.STANDARD;
  RepeatKey repeats = RepeatKey.PER_INBOX;
  RetryPolicy deliveryRetries = DeliverActivity.TYPE.retry();
  RetryPolicy handlerRetries = ProcessActivity.TYPE.retry();

  record ClientOutboxRoute(PathTemplate path, OutboxPolicy policy) {}

  record SynchronizationRoute(PathTemplate path, LocalFollows follows) {}

  /** Makes a route when the parts that it needs are there. */
  interface RouteMaker {
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

  /** Hears how deliveries fare at the gates of the inbox. */
  public FederationBuilder gates(GateListener hook) {
    this.gates = hook;
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
    return document(template, source, ReadPolicy.OPEN);
  }

  /** The same for those alone whom a policy of their own lets in, beside the one for all. */
  public FederationBuilder document(String template, DocumentSource source, ReadPolicy mayRead) {
    PathTemplate path = new PathTemplate(template);
    var guarded = new Documents.Guarded<>(source, mayRead);
    routes.add(
        documents ->
            new Route(path, OBJECT, (asked, values) -> documents.serve(asked, values, guarded)));
    return this;
  }

  /** Serves collections, in pages. */
  public FederationBuilder collection(String template, CollectionSource source) {
    return collection(template, source, ReadPolicy.OPEN);
  }

  /** The same for those alone whom a policy of their own lets in, beside the one for all. */
  public FederationBuilder collection(
      String template, CollectionSource source, ReadPolicy mayRead) {
    PathTemplate path = new PathTemplate(template);
    var guarded = new Documents.Guarded<>(source, mayRead);
    routes.add(
        documents ->
            new Route(
                path,
                COLLECTION,
                (asked, values) -> documents.serveCollection(asked, values, guarded)));
    return this;
  }

  /**
   * Takes what clients post to their owner's outbox (ActivityPub §6); reading the outbox is a
   * {@link #collection} on the same template.
   *
   * @param template with {@code {identifier}}
   * @param policy tells the owner's requests from all others
   */
  public FederationBuilder clientOutbox(String template, OutboxPolicy policy) {
    this.clientOutbox = Optional.of(new ClientOutboxRoute(new PathTemplate(template), policy));
    return this;
  }

  /** Handles activities that clients post; the most specific registered class wins. */
  public <T extends Activity> FederationBuilder onPosted(Class<T> type, OutboxHandler<T> handler) {
    posted.add(new ClientOutbox.Binding<>(type, handler));
    return this;
  }

  /**
   * Compares followers with other servers (FEP-8fcf): theirs are told who of them follows here, by
   * {@link Followers#ids}, and what they tell of ours is heard.
   *
   * @param template with {@code {identifier}}: where a server reads its part of the followers
   * @param ours what to do where another server knows better
   */
  public FederationBuilder followerSynchronization(String template, LocalFollows ours) {
    this.synchronization = Optional.of(new SynchronizationRoute(new PathTemplate(template), ours));
    return this;
  }

  /** Hears of inboxes that are gone. */
  public FederationBuilder goneInboxes(GoneInboxListener hook) {
    this.gone = hook;
    return this;
  }

  /** Hears of each operation, for traces and metrics. */
  public FederationBuilder operations(OperationListener listener) {
    this.operations = listener;
    return this;
  }

  /** What is changed in each outgoing activity; {@link OutgoingRule#STANDARD} unless set. */
  public FederationBuilder outgoing(List<OutgoingRule> rules) {
    this.outgoing = List.copyOf(rules);
    return this;
  }

  /**
   * What counts as a repeat; the same activity in the same inbox unless set. A function of what has
   * come, or one of the constants of {@link RepeatKey}.
   */
  public FederationBuilder repeats(RepeatKey key) {
    this.repeats = key;
    return this;
  }

  /**
   * When a failed delivery is tried again, unless its host said when; growing intervals for three
   * days unless set, see {@link DeliverActivity#TYPE}. A payload must be stored for as long as the
   * policy goes on.
   */
  public FederationBuilder deliveryRetries(RetryPolicy policy) {
    this.deliveryRetries = policy;
    return this;
  }

  /**
   * When an activity whose handler has thrown is handled again; {@link RetryPolicy#standard} unless
   * set.
   */
  public FederationBuilder handlerRetries(RetryPolicy policy) {
    this.handlerRetries = policy;
    return this;
  }

  private FederationBuilder get(
      String path, java.util.function.Function<ApRequest, ApResponse> answer) {
    PathTemplate template = new PathTemplate(path);
    routes.add(
        documents ->
            new Route(
                template,
                DISCOVERY,
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
   * @throws IllegalArgumentException for handlers of posted activities without an outbox
   */
  public Federation build() {
    return new FederationAssembly(this).build();
  }
}
