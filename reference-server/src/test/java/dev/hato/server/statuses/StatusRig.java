package dev.hato.server.statuses;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.inbox.InboxHandler;
import dev.hato.activitypub.outbox.FanOutActivity;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.client.AddressPolicy;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.jobs.testkit.ManualWorker;
import dev.hato.jobs.testkit.SettableClock;
import dev.hato.server.accounts.AccountView;
import dev.hato.server.accounts.ResolveAccount;
import dev.hato.server.events.Events;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.kernel.Event;
import dev.hato.server.plug.ActivityBinding;
import dev.hato.server.plug.Registry;
import dev.hato.storage.Database;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.ActorUrls;
import dev.hato.storage.accounts.Profile;
import dev.hato.storage.accounts.RemoteActor;
import dev.hato.storage.accounts.RemoteSave;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.TestDatabases;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Posts over a real database, with other servers on loopback and a worker stepped by hand. */
final class StatusRig implements AutoCloseable {
  static final SiteUrls URLS = new SiteUrls("https://hato.test", "hato.test");

  final SettableClock clock = new SettableClock();
  final Peers peers = new Peers();
  final Database database = TestDatabases.open(Dialect.H2, clock);
  final Transactions transactions = database.transactions();
  final Events events = new Events();
  final RemoteObjects remote = remote();
  final ResolveAccount accounts = new ResolveAccount(transactions, remote, URLS, clock);
  final StatusesFeature feature =
      new StatusesFeature(
          new StatusesFeature.Parts(
              transactions,
              events,
              URLS,
              new AccountView(URLS),
              accounts,
              remote,
              new Outbox(),
              clock));
  final FindMentioned mentioned = new FindMentioned(transactions, accounts, URLS, clock);
  final PostStatus post = new PostStatus(transactions, events, URLS, mentioned);
  final EditStatus edit = new EditStatus(transactions, events, URLS, mentioned);
  final DeleteStatus delete = new DeleteStatus(transactions, events, feature.view());
  final BoostStatus boost = new BoostStatus(transactions, events, URLS);
  final UnboostStatus unboost = new UnboostStatus(transactions, events);
  final FavouriteStatus favourite = new FavouriteStatus(transactions, events, URLS);
  final UnfavouriteStatus unfavourite = new UnfavouriteStatus(transactions, events);

  private final Registry registry = new Registry(events);
  private final List<Event> seen = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final ManualWorker worker;

  /** An activity that went out, and to whom. */
  record Sent(ObjectNode activity, String followersOf, List<String> inboxes) {
    String type() {
      return activity.path("type").asString();
    }
  }

  StatusRig() {
    feature.plugIn(registry);
    for (Class<? extends Event> type :
        List.of(
            StatusPosted.class,
            StatusEdited.class,
            StatusDeleted.class,
            StatusBoosted.class,
            StatusUnboosted.class,
            StatusFavourited.class,
            StatusUnfavourited.class)) {
      registry.subscribe("test." + type.getSimpleName(), type, "default", seen::add);
    }
    WorkerBuilder builder =
        Worker.newBuilder(database.jobs()).queue("default", 1).queue("fanout", 1);
    registry.jobsTo(builder);
    builder.handler(
        FanOutActivity.TYPE,
        (job, _) -> {
          byte[] bytes = database.payloads().find(job.payload()).orElseThrow();
          ObjectNode activity = (ObjectNode) JsonMapper.shared().readTree(bytes);
          sent.add(new Sent(activity, job.followersOf(), job.inboxes()));
          return JobOutcome.done();
        });
    worker = new ManualWorker(clock, builder);
  }

  private RemoteObjects remote() {
    SafeHttpClient http =
        SafeHttpClient.newBuilder()
            .addressPolicy(AddressPolicy.ANY)
            .resolver(_ -> List.of(InetAddress.getLoopbackAddress()))
            .allowHttp(true)
            .build();
    return RemoteObjects.newBuilder(clock)
        .http(http)
        .store(database.remoteActors())
        .ownOrigins(Set.of(URLS.base()))
        .allowHttp(true)
        .build();
  }

  <T> T read(Function<Tx, T> work) {
    return transactions.read(work::apply);
  }

  <T> T write(Function<Tx, T> work) {
    return transactions.write(work::apply);
  }

  /** A known account of another server on loopback. */
  Account stranger(String name, String host) {
    String base = peers.base(host);
    String uri = base + "/users/" + name;
    RemoteActor actor =
        new RemoteActor(
            name,
            host,
            ActorUrls.newBuilder(uri)
                .url(base + "/@" + name)
                .inbox(uri + "/inbox")
                .sharedInbox(base + "/inbox")
                .outbox(uri + "/outbox")
                .followers(uri + "/followers")
                .following(uri + "/following")
                .featured(uri + "/featured")
                .build(),
            Profile.newBuilder().displayName(name).build(),
            Optional.empty());
    return write(tx -> ((RemoteSave.Saved) tx.accounts().saveRemote(actor)).account());
  }

  Account account(long id) {
    return read(tx -> tx.accounts().find(id).orElseThrow());
  }

  /** Handles an activity as after the gates: its sender is who the signature says. */
  void receive(Account signer, Activity activity) {
    InboxContext context =
        new InboxContext(
            Iri.parse(signer.uri()), Optional.empty(), remote, FetchBudget.standard(clock));
    registry.activities().stream()
        .filter(binding -> binding.type().equals(activity.getClass()))
        .forEach(binding -> handle(binding, context, activity));
  }

  private static <T extends Activity> void handle(
      ActivityBinding<T> binding, InboxContext context, Activity activity) {
    InboxHandler<T> handler = binding.handler();
    try {
      handler.handle(context, binding.type().cast(activity));
    } catch (Exception e) {
      throw new AssertionError("the handler failed", e);
    }
  }

  /** A document as it stands in a test. */
  static ApObject document(String json) {
    return ApObject.of((ObjectNode) JsonMapper.shared().readTree(json));
  }

  /** Runs the jobs that wait and gives the events that were told since the last time. */
  List<Event> events() {
    worker.run();
    List<Event> told = List.copyOf(seen);
    seen.clear();
    return told;
  }

  /** Runs the jobs that wait and gives what went out since the last time. */
  List<Sent> sent() {
    worker.run();
    List<Sent> gone = List.copyOf(sent);
    sent.clear();
    return gone;
  }

  @Override
  public void close() {
    database.close();
    peers.close();
  }
}
