package dev.hato.activitypub.inbox;

import static dev.hato.activitypub.telemetry.OperationKind.INBOX;

import dev.hato.activitypub.followers.ReceivedSynchronization;
import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.outbox.HostHealth;
import dev.hato.activitypub.proof.ProofUse;
import dev.hato.activitypub.proof.ProofVerifier;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.spi.SeenActivities;
import dev.hato.activitypub.telemetry.OperationListener;
import dev.hato.httpsig.SignatureVerifier;
import dev.hato.jobs.RetryPolicy;
import dev.hato.jobs.WorkerBuilder;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what peers send: one pipeline of gates, the only way by which anything from outside gets
 * in.
 *
 * <p>Limits, parsing, news of unknown actors, signature, proof of what is forwarded, owner of the
 * key, origins, blocks, repeats; then the verified bytes become a {@link ProcessActivity} job, and
 * only when that is stored is the delivery accepted. Handlers run in the job. A gate that refuses
 * leaves nothing behind. Thread-safe.
 */
public final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final List<NamedGate> gates;
  private final Processing processing;
  private final RepeatKey repeats;
  private final RetryPolicy retries;
  private final Optional<ReceivedSynchronization> synchronization;
  private final Stopwatch stopwatch;
  private final GateListener listener;

  private record NamedGate(String name, Gate gate) {}

  private Inbox(List<Gate> gates, Processing processing, Builder builder) {
    this.gates = gates.stream().map(gate -> new NamedGate(gate.name(), gate)).toList();
    this.processing = processing;
    this.repeats = builder.repeats;
    this.retries = builder.retries;
    this.synchronization = builder.synchronization;
    this.stopwatch = builder.stopwatch;
    this.listener = builder.listener;
  }

  /** Begins with the clock that signatures are judged by. */
  public static Builder newBuilder(InstantSource clock) {
    return new Builder(clock);
  }

  /** Judges a delivery. May block for the fetch of an unknown key. */
  public InboxVerdict receive(Inbound inbound) {
    long begun = stopwatch.begin();
    Passage passage = new Passage(inbound, repeats);
    for (NamedGate named : gates) {
      Optional<InboxVerdict> verdict = named.gate().judge(passage);
      listener.judged(inbound, named.name(), verdict);
      if (verdict.isPresent()) {
        LOG.debug("{}: {}", named.name(), verdict.get());
        stopwatch.end(INBOX, begun, refusal(verdict.get()), () -> attributes(verdict.get()));
        if (verdict.get() instanceof InboxVerdict.Accepted && passage.forwarder().isEmpty()) {
          synchronization.ifPresent(it -> it.heard(inbound.message(), passage.signer()));
        }
        return verdict.get();
      }
    }
    throw new IllegalStateException("the last gate always gives a verdict");
  }

  private static Optional<String> refusal(InboxVerdict verdict) {
    return verdict instanceof InboxVerdict.Refused refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }

  private static Map<String, String> attributes(InboxVerdict verdict) {
    return switch (verdict) {
      case InboxVerdict.Accepted accepted -> attributes("accepted", 202);
      case InboxVerdict.Ignored ignored -> attributes("ignored", 202);
      case InboxVerdict.Refused refused -> attributes("refused", refused.status());
    };
  }

  private static Map<String, String> attributes(String result, int status) {
    return Map.of(
        "activitypub.inbox.result", result, "http.response.status_code", Integer.toString(status));
  }

  /** Adds the handler of {@link ProcessActivity}; the worker decides whether it works on it. */
  public void register(WorkerBuilder worker) {
    worker.handler(ProcessActivity.TYPE.withRetry(retries), processing);
    synchronization.ifPresent(it -> it.register(worker));
  }

  /** Collects what the inbox needs; what has no default must be set. */
  public static final class Builder {
    private final InstantSource clock;
    private @Nullable RemoteObjects remote;
    private @Nullable RemoteActorStore actors;
    private @Nullable SeenActivities seen;
    private @Nullable HostHealth health;
    private Set<String> hosts = Set.of();
    private ApReader reader = ApReader.standard();
    private BlockList blocks = BlockList.NONE;
    private InboxHandlers handlers = InboxHandlers.newBuilder().build();
    private RepeatKey repeats = RepeatKey.PER_INBOX;
    private RetryPolicy retries = ProcessActivity.TYPE.retry();
    private Optional<ReceivedSynchronization> synchronization = Optional.empty();
    private Stopwatch stopwatch = Stopwatch.NONE;
    private GateListener listener = GateListener.NONE;

    private Builder(InstantSource clock) {
      this.clock = clock;
    }

    /** Fetches keys, and whatever handlers need. */
    public Builder remote(RemoteObjects objects) {
      this.remote = objects;
      return this;
    }

    /** Knows which actors are known. */
    public Builder actors(RemoteActorStore store) {
      this.actors = store;
      return this;
    }

    /** Knows what was accepted, and where it waits. */
    public Builder seen(SeenActivities port) {
      this.seen = port;
      return this;
    }

    /** Hears that a host lives. */
    public Builder health(HostHealth hostHealth) {
      this.health = hostHealth;
      return this;
    }

    /** The authorities under which this server is asked: signatures for other hosts are refused. */
    public Builder hosts(Set<String> authorities) {
      this.hosts = Set.copyOf(authorities);
      return this;
    }

    /** Reads activities, with the types that the application knows. */
    public Builder reader(ApReader activityReader) {
      this.reader = activityReader;
      return this;
    }

    /** Whom the server does not hear; nobody unless set. */
    public Builder blocks(BlockList list) {
      this.blocks = list;
      return this;
    }

    /** The application's handlers. */
    public Builder handlers(InboxHandlers byType) {
      this.handlers = byType;
      return this;
    }

    /** What counts as a repeat; the same activity in the same inbox unless set. */
    public Builder repeats(RepeatKey key) {
      this.repeats = key;
      return this;
    }

    /** When an activity whose handler has thrown is handled again. */
    public Builder retries(RetryPolicy policy) {
      this.retries = policy;
      return this;
    }

    /** Hears of the followers that a sender knows (FEP-8fcf). */
    public Builder synchronization(ReceivedSynchronization received) {
      this.synchronization = Optional.of(received);
      return this;
    }

    /** Hears how deliveries fare at the gates. */
    public Builder listener(GateListener hears) {
      this.listener = hears;
      return this;
    }

    /** Hears of deliveries, verifications and handlers. */
    public Builder operations(OperationListener listener) {
      this.stopwatch = new Stopwatch(listener);
      return this;
    }

    private ProofGate.Proofs proofs(RemoteObjects objects) {
      Set<String> domains = new HashSet<>(hosts);
      hosts.forEach(host -> domains.add("https://" + host));
      return new ProofGate.Proofs(
          new ProofVerifier(objects.keys(), clock),
          ProofUse.in(domains),
          new ProofAuthors(objects, clock));
    }

    /** The inbox. */
    public Inbox build() {
      RemoteObjects objects = Objects.requireNonNull(remote, "remote");
      SeenActivities memory = Objects.requireNonNull(seen, "seen");
      SignatureVerifier verifier =
          SignatureVerifier.newBuilder()
              .clock(clock)
              .keys(objects.keys())
              .expectedHosts(hosts)
              .build();
      return new Inbox(
          List.of(
              new LimitsGate(),
              new ParseGate(reader),
              new UnknownActorGate(Objects.requireNonNull(actors, "actors")),
              new SignatureGate(verifier, Objects.requireNonNull(health, "health"), stopwatch),
              new ProofGate(reader, proofs(objects), memory),
              new OwnerGate(),
              new OriginGate(objects.origins()),
              new BlockGate(blocks),
              new EnqueueGate(memory, clock)),
          new Processing(reader, handlers, objects, clock, stopwatch),
          this);
    }
  }
}
