package dev.hato.activitypub.outbox;

import dev.hato.activitypub.followers.SentSynchronization;
import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.telemetry.OperationListener;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.client.SignedExchange;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.RetryPolicy;
import dev.hato.jobs.WorkerBuilder;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The working half of the outbox: the handlers of {@link FanOutActivity} and {@link
 * DeliverActivity}, for the worker of an application.
 */
public final class DeliveryJobs {
  /** The most deliveries to one host at a time, for the queue {@code deliver} of a worker. */
  public static final int PER_HOST = 4;

  private final FanOut fanOut;
  private final Delivery delivery;
  private final RetryPolicy retries;

  private DeliveryJobs(FanOut fanOut, Delivery delivery, RetryPolicy retries) {
    this.fanOut = fanOut;
    this.delivery = delivery;
    this.retries = retries;
  }

  /** Begins with the clock of retries and of health. */
  public static Builder newBuilder(InstantSource clock) {
    return new Builder(clock);
  }

  /**
   * Adds the handlers. The worker decides which of the queues {@code fanout} and {@code deliver} it
   * works on; give {@code deliver} a limit of {@link #PER_HOST} for each key.
   */
  public void register(WorkerBuilder worker) {
    worker
        .handler(FanOutActivity.TYPE, fanOut)
        .handler(DeliverActivity.TYPE.withRetry(retries), delivery);
  }

  /** Collects what delivering needs; all but the listener must be set. */
  public static final class Builder {
    private final InstantSource clock;
    private @Nullable LocalActors actors;
    private @Nullable Followers followers;
    private @Nullable ActivityPayloads payloads;
    private @Nullable SignedExchange exchange;
    private @Nullable HostHealth health;
    private @Nullable JobQueue queue;
    private DeliveryListener listener = DeliveryListener.NONE;
    private Stopwatch stopwatch = Stopwatch.NONE;
    private GoneInboxListener gone = GoneInboxListener.NONE;
    private RetryPolicy retries = DeliverActivity.TYPE.retry();
    private Function<Iri, Optional<SentSynchronization.Addresses>> addresses =
        actor -> Optional.empty();

    private Builder(InstantSource clock) {
      this.clock = clock;
    }

    /** Who signs. */
    public Builder actors(LocalActors localActors) {
      this.actors = localActors;
      return this;
    }

    /** Who follows. */
    public Builder followers(Followers port) {
      this.followers = port;
      return this;
    }

    /** What is sent; reads on its own, outside of a caller's transaction. */
    public Builder payloads(ActivityPayloads port) {
      this.payloads = port;
      return this;
    }

    /** How it is sent. */
    public Builder exchange(SignedExchange signedExchange) {
      this.exchange = signedExchange;
      return this;
    }

    /** Which hosts take deliveries. */
    public Builder health(HostHealth hostHealth) {
      this.health = hostHealth;
      return this;
    }

    /** Where a fan-out puts its deliveries. */
    public Builder queue(JobQueue jobQueue) {
      this.queue = jobQueue;
      return this;
    }

    /** Hears of each attempt. */
    public Builder listener(DeliveryListener hook) {
      this.listener = hook;
      return this;
    }

    /** Hears of fan-outs and deliveries. */
    public Builder operations(OperationListener operationListener) {
      this.stopwatch = new Stopwatch(operationListener);
      return this;
    }

    /** Hears of inboxes that are gone. */
    public Builder goneInboxes(GoneInboxListener hook) {
      this.gone = hook;
      return this;
    }

    /**
     * When a delivery that failed is tried again; that of {@link DeliverActivity#TYPE} unless set.
     */
    public Builder retries(RetryPolicy policy) {
      this.retries = policy;
      return this;
    }

    /** Where the followers of local actors are listed; nobody is told of them unless set. */
    public Builder synchronization(
        Function<Iri, Optional<SentSynchronization.Addresses>> ofLocalActor) {
      this.addresses = ofLocalActor;
      return this;
    }

    /** The handlers. */
    public DeliveryJobs build() {
      HostHealth hosts = Objects.requireNonNull(health, "health");
      Followers known = Objects.requireNonNull(followers, "followers");
      return new DeliveryJobs(
          new FanOut(known, hosts, Objects.requireNonNull(queue, "queue"), stopwatch),
          new Delivery(
              new DeliveryParts(
                  Objects.requireNonNull(payloads, "payloads"),
                  Objects.requireNonNull(actors, "actors"),
                  gone == GoneInboxListener.NONE ? listener : new GoneReport(listener, gone, known),
                  clock,
                  new SentSynchronization(known, addresses, clock),
                  stopwatch,
                  retries),
              Objects.requireNonNull(exchange, "exchange"),
              hosts),
          retries);
    }
  }
}
