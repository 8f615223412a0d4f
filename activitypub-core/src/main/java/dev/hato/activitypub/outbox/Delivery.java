package dev.hato.activitypub.outbox;

import static dev.hato.activitypub.telemetry.OperationKind.DELIVER;

import dev.hato.activitypub.followers.SentSynchronization;
import dev.hato.activitypub.followers.SynchronizationHeader;
import dev.hato.activitypub.internal.Authorities;
import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.outbox.DeliveryResult.Delivered;
import dev.hato.activitypub.outbox.DeliveryResult.Failed;
import dev.hato.activitypub.outbox.DeliveryResult.Gone;
import dev.hato.activitypub.outbox.DeliveryResult.Held;
import dev.hato.activitypub.outbox.DeliveryResult.HostDead;
import dev.hato.activitypub.outbox.DeliveryResult.Rejected;
import dev.hato.activitypub.outbox.DeliveryResult.Undeliverable;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.SafeRequest;
import dev.hato.httpsig.client.SignedExchange;
import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobHandler;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Handles {@link DeliverActivity}: asks the host's health, signs, posts and judges the answer. */
final class Delivery implements JobHandler<DeliverActivity> {
  private static final String CONTENT_TYPE = "application/activity+json";
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final PayloadCache payloads;
  private final LocalActors actors;
  private final SignedExchange exchange;
  private final HostHealth health;
  private final DeliveryListener listener;
  private final InstantSource clock;
  private final SentSynchronization synchronization;
  private final Stopwatch stopwatch;
  private final RetryPolicy retries;

  Delivery(DeliveryParts parts, SignedExchange exchange, HostHealth health) {
    this.retries = parts.retries();
    this.payloads = new PayloadCache(parts.payloads(), new Proving(parts.actors(), parts.clock()));
    this.actors = parts.actors();
    this.exchange = exchange;
    this.health = health;
    this.listener = parts.listener();
    this.clock = parts.clock();
    this.synchronization = parts.synchronization();
    this.stopwatch = parts.stopwatch();
  }

  @Override
  public JobOutcome handle(DeliverActivity delivery, JobContext context) {
    long begun = stopwatch.begin();
    DeliveryResult result = attempt(delivery);
    stopwatch.end(DELIVER, begun, DeliveryTelling.failure(result), () -> tell(delivery, result));
    listener.attempted(delivery, result);
    return switch (result) {
      case Delivered delivered -> JobOutcome.done();
      case Held held -> later(Duration.between(clock.instant(), held.until()), context, "held");
      case Failed failed ->
          failed
              .after()
              .map(after -> later(after, context, failed.why()))
              .orElseGet(() -> JobOutcome.failed(failed.why()));
      case Gone gone -> JobOutcome.discard("the inbox is gone: " + gone.status());
      case Rejected rejected -> JobOutcome.discard("the inbox answered " + rejected.status());
      case Undeliverable undeliverable -> JobOutcome.discard(undeliverable.why());
      case HostDead dead -> JobOutcome.discard("the host is dead since " + dead.since());
    };
  }

  private static Map<String, String> tell(DeliverActivity delivery, DeliveryResult result) {
    return DeliveryTelling.attributes(Authorities.of(Iri.parse(delivery.inbox())), result);
  }

  /** Not by the policy, so the end of all patience is looked after here. */
  private JobOutcome later(Duration wait, JobContext context, String why) {
    Duration waited = Duration.between(context.enqueuedAt(), clock.instant());
    if (DeliveryRetry.isOver(retries, context.attempt(), waited)) {
      return JobOutcome.discard("given up after " + waited.toHours() + " hours: " + why);
    }
    return JobOutcome.retry(wait.isNegative() ? Duration.ZERO : wait, why);
  }

  private DeliveryResult attempt(DeliverActivity delivery) {
    Optional<String> authority = Authorities.of(Iri.parse(delivery.inbox()));
    Iri sender = Iri.parse(delivery.sender());
    Optional<SigningKey> key = actors.signingKey(sender);
    Optional<byte[]> payload = payloads.find(delivery.payload(), sender);
    if (authority.isEmpty() || key.isEmpty() || payload.isEmpty()) {
      return new Undeliverable(missing(authority, key));
    }
    return switch (permit(authority.get(), delivery.inbox())) {
      case HostHealth.Permit.Go go -> {
        Exchange answer = post(delivery, payload.get(), key.get());
        DeliveryResult result = AnswerJudge.judge(answer, clock.instant());
        report(authority.get(), delivery.inbox(), answer);
        yield result;
      }
      case HostHealth.Permit.Wait(Instant until) -> new Held(until);
      case HostHealth.Permit.Dead(Instant since) -> new HostDead(since);
    };
  }

  private HostHealth.Permit permit(String authority, String inbox) {
    HostHealth.Permit permit = health.askInbox(inbox);
    return permit instanceof HostHealth.Permit.Go ? health.ask(authority) : permit;
  }

  private static String missing(Optional<String> authority, Optional<SigningKey> key) {
    if (authority.isEmpty()) {
      return "the inbox is no address to deliver to";
    }
    return key.isEmpty() ? "the sender has no key" : "the activity is no longer stored";
  }

  private Exchange post(DeliverActivity delivery, byte[] body, SigningKey key) {
    SafeRequest.Builder request =
        SafeRequest.post(delivery.inbox(), CONTENT_TYPE, body).timeout(TIMEOUT).redirects(0);
    if (delivery.synchronize()) {
      synchronization
          .header(Iri.parse(delivery.sender()), Iri.parse(delivery.inbox()))
          .ifPresent(digest -> request.header(SynchronizationHeader.NAME, digest));
    }
    return exchange.send(request, key);
  }

  private void report(String authority, String inbox, Exchange answer) {
    if (AnswerJudge.isHostFailure(answer)) {
      health.failed(authority);
      return;
    }
    health.succeeded(authority);
    if (AnswerJudge.isInboxFailure(answer)) {
      health.inboxFailed(inbox);
    } else {
      health.inboxAnswered(inbox);
    }
  }
}
