package dev.hato.activitypub;

import dev.hato.activitypub.inbox.Inbound;
import dev.hato.activitypub.inbox.Inbox;
import dev.hato.activitypub.inbox.InboxVerdict;
import dev.hato.activitypub.inbox.ProcessActivity;
import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.outbox.DeliverActivity;
import dev.hato.activitypub.outbox.DeliveryJobs;
import dev.hato.activitypub.outbox.FanOutActivity;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.telemetry.OperationKind;
import dev.hato.httpsig.AcceptSignature;
import dev.hato.jobs.Worker;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.jobs.spi.JobStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Federation for an application: the entry point. The application gives look-ups and handlers; this
 * class speaks HTTP, signatures and jobs.
 *
 * <pre>{@code
 * Federation federation =
 *     Federation.newBuilder("https://example.org", Clock.systemUTC())
 *         .http(client)
 *         .queue(queue)
 *         .actors(actors)
 *         .on(Follow.class, (context, follow) -> accept(follow))
 *         .build();
 * federation.register(worker);                              // deliveries and handlers run in jobs
 * ApResponse response = federation.handle(request);         // from any web server
 * federation.outbox().send(tx, alice, note, followersOf(alice));
 * }</pre>
 *
 * <p>It answers WebFinger, host-meta, NodeInfo, actors, inboxes, and whatever documents and
 * collections the application adds. Immutable and thread-safe; {@link #handle} blocks, at most for
 * the fetch of a key.
 */
public final class Federation {
  private final List<Route> routes;
  private final Outbox outbox;
  private final RemoteObjects remote;
  private final Inbox inbox;
  private final DeliveryJobs deliveries;
  private final Stopwatch stopwatch;

  Federation(
      List<Route> routes,
      RemoteObjects remote,
      Inbox inbox,
      DeliveryJobs deliveries,
      Sending sending) {
    this.routes = List.copyOf(routes);
    this.outbox = sending.outbox();
    this.stopwatch = sending.stopwatch();
    this.remote = remote;
    this.inbox = inbox;
    this.deliveries = deliveries;
  }

  /** What sends, and what measures. */
  record Sending(Outbox outbox, Stopwatch stopwatch) {}

  /**
   * Begins to describe a federation.
   *
   * @param base scheme and authority of all our ids, without a final slash
   * @param clock by which everything is timed
   */
  public static FederationBuilder newBuilder(String base, InstantSource clock) {
    return new FederationBuilder(base, clock);
  }

  /** Answers a request; 404 for a path that is none of ours. */
  public ApResponse handle(ApRequest request) {
    String path = request.path();
    for (Route route : routes) {
      Optional<Map<String, String>> values = route.path().match(path);
      if (values.isPresent() && route.takes(request.method())) {
        return answer(route, request, values.get());
      }
    }
    return ApResponse.error(404, "There is nothing at this address");
  }

  private ApResponse answer(Route route, ApRequest request, Map<String, String> values) {
    if (route.kind() == OperationKind.INBOX) {
      return route.handler().answer(request, values); // which tells of itself
    }
    long begun = stopwatch.begin();
    ApResponse answer = route.handler().answer(request, values);
    stopwatch.end(
        route.kind(),
        begun,
        answer.status() < 500 ? Optional.empty() : Optional.of("status " + answer.status()),
        () ->
            Map.of(
                "fedify.route.template",
                route.path().toString(),
                "http.response.status_code",
                "" + answer.status()));
    return answer;
  }

  /**
   * Whether a request for an address that has both a page and a document is for the document: it
   * names a JSON type and does not prefer HTML.
   */
  public static boolean wantsDocument(String acceptHeader) {
    return Accepting.prefersDocument(acceptHeader);
  }

  /** Sends activities. */
  public Outbox outbox() {
    return outbox;
  }

  /** Looks things up on other servers. */
  public RemoteObjects remote() {
    return remote;
  }

  /** Judges deliveries; {@link #handle} calls it for the inbox routes. */
  public Inbox inbox() {
    return inbox;
  }

  /**
   * Adds the handlers of all jobs to a worker, which decides on which of the queues {@code
   * ingress}, {@code fanout} and {@code deliver} it works; see {@link DeliveryJobs#PER_HOST}.
   */
  public void register(WorkerBuilder worker) {
    inbox.register(worker);
    deliveries.register(worker);
  }

  /**
   * A worker on all three queues, for applications that have none of their own.
   *
   * @param store behind the queue that the federation was given
   */
  public WorkerBuilder worker(JobStore store) {
    WorkerBuilder worker =
        Worker.newBuilder(store)
            .queue(ProcessActivity.TYPE.queue(), 8)
            .queue(FanOutActivity.TYPE.queue(), 2)
            .queue(DeliverActivity.TYPE.queue(), 32, DeliveryJobs.PER_HOST);
    register(worker);
    return worker;
  }

  static ApResponse receive(Inbox inbox, ApRequest request, Optional<String> recipient) {
    if (!request.method().equals("POST")) {
      return ApResponse.error(405, "An inbox takes POST only").with("Allow", "POST");
    }
    return switch (inbox.receive(new Inbound(request.message(), request.body(), recipient))) {
      case InboxVerdict.Accepted accepted -> ApResponse.empty(202);
      case InboxVerdict.Ignored ignored -> ApResponse.empty(202);
      case InboxVerdict.Refused(int status, String reason) -> {
        ApResponse refusal = ApResponse.error(status, reason);
        yield switch (status) {
          case 401 -> refusal.with("Accept-Signature", AcceptSignature.USUAL.header());
          case 503 -> refusal.with("Retry-After", "30");
          default -> refusal;
        };
      }
    };
  }
}
