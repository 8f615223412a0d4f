package dev.hato.activitypub;

import static dev.hato.activitypub.telemetry.OperationKind.ACTOR;
import static dev.hato.activitypub.telemetry.OperationKind.INBOX;
import static dev.hato.activitypub.telemetry.OperationKind.OUTBOX;

import dev.hato.activitypub.followers.ReceivedSynchronization;
import dev.hato.activitypub.followers.SentSynchronization;
import dev.hato.activitypub.inbox.Inbox;
import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.memory.InMemorySeenActivities;
import dev.hato.activitypub.outbox.DeliveryJobs;
import dev.hato.activitypub.outbox.HostHealth;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.SignatureVerifier;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SignedExchange;
import dev.hato.jobs.JobQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes a {@link Federation} of what a {@link FederationBuilder} was given. */
final class FederationAssembly {
  private static final String IDENTIFIER = "identifier";

  private final FederationBuilder given;

  FederationAssembly(FederationBuilder given) {
    this.given = given;
  }

  Federation build() {
    SafeHttpClient client = Objects.requireNonNull(given.http, "http");
    JobQueue jobs = Objects.requireNonNull(given.queue, "queue");
    LocalActors locals = Objects.requireNonNull(given.actors, "actors");
    SignedExchange signed = new SignedExchange(client, given.clock, given.firstKnock);
    RemoteObjects remote =
        RemoteObjects.newBuilder(given.clock)
            .http(client)
            .signed(signed)
            .store(given.remoteActors)
            .key(() -> given.instanceActor.get().flatMap(locals::signingKey))
            .reader(given.reader)
            .ownOrigins(Set.of(given.base))
            .allowHttp(given.allowHttp)
            .operations(given.operations)
            .build();
    HostHealth hosts = new HostHealth(given.health, given.clock);
    Inbox inbox = inbox(remote, jobs, hosts);
    DeliveryJobs.Builder deliveries =
        DeliveryJobs.newBuilder(given.clock)
            .actors(locals)
            .followers(given.followers)
            .payloads(given.payloads)
            .exchange(signed)
            .health(hosts)
            .queue(jobs)
            .listener(given.listener)
            .retries(given.deliveryRetries)
            .goneInboxes(given.gone)
            .operations(given.operations);
    List<Route> all =
        routes(locals, inbox, new Documents(given.base, verifier(remote), given.policy));
    given.synchronization.ifPresent(
        route -> {
          FollowerRoute served =
              new FollowerRoute(given.base, route.path(), given.actorRoute, locals);
          deliveries.synchronization(served::addresses);
          all.addFirst(
              served.route(
                  new Documents(given.base, verifier(remote), given.policy),
                  new SentSynchronization(given.followers, served::addresses, given.clock)));
        });
    return new Federation(
        all,
        remote,
        inbox,
        deliveries.build(),
        new Federation.Sending(new Outbox(given.outgoing), new Stopwatch(given.operations)));
  }

  private Inbox inbox(RemoteObjects remote, JobQueue jobs, HostHealth hosts) {
    Inbox.Builder inbox =
        Inbox.newBuilder(given.clock)
            .remote(remote)
            .actors(given.remoteActors)
            .seen(given.seen == null ? new InMemorySeenActivities(jobs) : given.seen)
            .health(hosts)
            .hosts(Set.of(authority()))
            .reader(given.reader)
            .blocks(given.blocks)
            .handlers(given.handlers.build())
            .repeats(given.repeats)
            .retries(given.handlerRetries)
            .listener(given.gates)
            .operations(given.operations);
    given.synchronization.ifPresent(
        route ->
            inbox.synchronization(
                new ReceivedSynchronization(route.follows(), remote, jobs, given.clock)));
    return inbox.build();
  }

  private SignatureVerifier verifier(RemoteObjects remote) {
    return SignatureVerifier.newBuilder()
        .clock(given.clock)
        .keys(remote.keys())
        .expectedHosts(Set.of(authority()))
        .build();
  }

  private String authority() {
    return given.base.substring(given.base.indexOf("://") + 3);
  }

  private List<Route> routes(LocalActors locals, Inbox inbox, Documents documents) {
    if (given.clientOutbox.isEmpty() && !given.posted.isEmpty()) {
      throw new IllegalArgumentException("onPosted(…) needs clientOutbox(…)");
    }
    List<Route> made = new ArrayList<>();
    made.add(
        new Route(
            new PathTemplate(given.sharedInboxRoute),
            INBOX,
            (request, values) -> Federation.receive(inbox, request, Optional.empty())));
    made.add(
        new Route(
            new PathTemplate(given.inboxRoute),
            INBOX,
            (request, values) -> {
              String identifier = Objects.requireNonNull(values.get(IDENTIFIER), IDENTIFIER);
              return locals.find(identifier).isPresent()
                  ? Federation.receive(inbox, request, Optional.of(identifier))
                  : ApResponse.error(
                      locals.tombstone(identifier).isPresent() ? 410 : 404,
                      "There is no such inbox");
            }));
    given.clientOutbox.ifPresent(
        route -> {
          ClientOutbox outbox =
              new ClientOutbox(locals, given.reader, route.policy(), given.posted);
          made.add(
              new Route(
                  route.path(),
                  OUTBOX,
                  true,
                  (request, values) ->
                      outbox.receive(
                          request, Objects.requireNonNull(values.get(IDENTIFIER), IDENTIFIER))));
        });
    given.routes.forEach(route -> made.add(route.make(documents)));
    made.add(new Route(new PathTemplate(given.actorRoute), ACTOR, actor(locals, documents)));
    return made;
  }

  private static Route.Handler actor(LocalActors locals, Documents documents) {
    DocumentSource source =
        asked -> {
          String identifier = asked.value(IDENTIFIER);
          return locals
              .find(identifier)
              .<ApObject>map(LocalActor::document)
              .or(() -> locals.tombstone(identifier));
        };
    var open = new Documents.Guarded<>(source, ReadPolicy.OPEN);
    return (request, values) -> documents.serve(request, values, open);
  }
}
