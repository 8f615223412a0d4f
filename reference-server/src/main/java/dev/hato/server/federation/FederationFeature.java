package dev.hato.server.federation;

import dev.hato.activitypub.Federation;
import dev.hato.activitypub.FederationBuilder;
import dev.hato.activitypub.inbox.RepeatKey;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.telemetry.OperationListener;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.httpsig.client.AddressPolicy;
import dev.hato.httpsig.client.HopListener;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.nodeinfo.NodeInfo;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.storage.Database;
import dev.hato.storage.Transactions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Joins the ActivityPub library to this server: routes, jobs, and the ports over storage. Made
 * before the features that look things up by {@link #remote()} or send by {@link #outbox()}; plugs
 * in like them, and then hands them what they asked for of what is received. Thread-safe.
 */
public final class FederationFeature implements Feature, AutoCloseable {
  private final Ground ground;
  private final SafeHttpClient http;
  private final ReceivedActivities received = new ReceivedActivities();
  private final ReportedFollows follows = new ReportedFollows();
  private volatile OperationListener operations = OperationListener.NONE;
  private final Federation federation;
  private final FederationRoutes routes;

  /** Makes the key of the instance actor when there is none yet. */
  public FederationFeature(Ground ground, Sources sources) {
    this.ground = ground;
    SiteUrls urls = ground.urls();
    HatoConfig.Federation policy = ground.config().policy().federation();
    this.http = client(policy, "Hato/" + ground.version() + " (+" + urls.base() + ")");
    this.federation = federation(sources, urls, policy);
    this.routes = new FederationRoutes(federation, urls, policy.enabled());
  }

  /**
   * The way out under this server's rules; the caller closes it. With federation off nothing goes
   * out, whatever still waits in the queues.
   */
  public static SafeHttpClient client(HatoConfig.Federation policy, String userAgent) {
    return client(policy, userAgent, HopListener.NONE);
  }

  /** The same for a tool that shows what goes over the wire. */
  public static SafeHttpClient client(
      HatoConfig.Federation policy, String userAgent, HopListener listener) {
    AddressPolicy open =
        policy.allowPrivateAddresses() ? AddressPolicy.ANY : AddressPolicy.PUBLIC_ONLY;
    SafeHttpClient.Builder client =
        SafeHttpClient.newBuilder()
            .addressPolicy(policy.enabled() ? open : address -> false)
            .allowHttp(policy.allowHttp())
            .userAgent(userAgent)
            .listener(listener);
    policy.trustedCa().ifPresent(client::trustedCa);
    return client.build();
  }

  private Federation federation(Sources sources, SiteUrls urls, HatoConfig.Federation policy) {
    Database database = ground.database();
    Transactions transactions = database.transactions();
    InstanceActor instance = InstanceActor.load(transactions, urls, ground.random());
    BlockPort blocks = new BlockPort(transactions);
    Readers readers = new Readers(transactions, blocks, instance.id(), policy.authorizedFetch());
    LocalActorPort actors = new LocalActorPort(transactions, sources.actors(), instance);
    FederationBuilder builder =
        Federation.newBuilder(urls.base(), ground.clock())
            .http(http)
            .queue(new JobStoreQueue(database.jobs()))
            .actors(actors)
            .followers(new FollowersPort(transactions))
            .payloads(database.payloads())
            .remoteActors(database.remoteActors())
            .seen(database.seenActivities())
            .health(database.originHealth())
            .blocks(blocks)
            .readPolicy(readers)
            .instanceActor(instance.id())
            .allowHttp(policy.allowHttp())
            .firstKnock(policy.firstKnock())
            .on(Activity.class, received)
            .operations(operation -> operations.ended(operation))
            .repeats(RepeatKey.ONCE) // no handler looks at the recipient
            .followerSynchronization("/users/{identifier}/followers_synchronization", follows)
            .webFinger(
                new LocalDirectory(new LocalAccounts(transactions), urls),
                Set.copyOf(List.of(urls.domain(), ground.config().site().webDomain())))
            .nodeInfo(() -> nodeInfo(sources.usage().get()))
            .document("/actor", request -> Optional.of(instance.document()))
            .collection("/actor/outbox", request -> Optional.of(AccountCollections.empty()));
    new Documents(actors, readers, sources.posts()).addTo(builder);
    new AccountCollections(transactions, readers, sources.posts(), urls).addTo(builder);
    return builder.build();
  }

  private NodeInfo nodeInfo(NodeInfo.Usage usage) {
    HatoConfig config = ground.config();
    return NodeInfo.newBuilder("hato", ground.version())
        .openRegistrations(config.policy().registrations() == HatoConfig.Registrations.OPEN)
        .usage(usage)
        .metadata("nodeName", config.site().domain())
        .upstream("mastodon", "4.2.0")
        .build();
  }

  /** Looks things up on other servers. */
  public RemoteObjects remote() {
    return federation.remote();
  }

  /** Sends activities. */
  public Outbox outbox() {
    return federation.outbox();
  }

  /**
   * What the routes of the pages {@code /@name} and {@code /@name/id} answer when a document is
   * asked for: 404 and 410 too; empty when a page is wanted. The page itself must say {@code Vary:
   * Accept}.
   */
  public Optional<HttpResponse> document(HttpRequest request) {
    return routes.document(request);
  }

  @Override
  public void plugIn(Registry registry) {
    received.read(registry::activities);
    follows.read(registry::follows);
    operations = registry.operations();
    routes.plugIn(registry);
    registry.worker(federation::register);
    registry.job(
        ForgetTraffic.TYPE,
        (forget, context) -> {
          forget.run(ground.database(), ground.clock().instant());
          return JobOutcome.done();
        });
    registry.recurring(ForgetTraffic.DAILY);
  }

  /** Lets go of the connections to other servers; after the worker. */
  @Override
  public void close() {
    http.close();
  }
}
