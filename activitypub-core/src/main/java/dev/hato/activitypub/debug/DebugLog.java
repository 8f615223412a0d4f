package dev.hato.activitypub.debug;

import dev.hato.activitypub.debug.DebugEntry.Kind;
import dev.hato.activitypub.inbox.GateListener;
import dev.hato.activitypub.inbox.Inbound;
import dev.hato.activitypub.inbox.InboxVerdict;
import dev.hato.activitypub.outbox.DeliverActivity;
import dev.hato.activitypub.outbox.DeliveryListener;
import dev.hato.activitypub.outbox.DeliveryResult;
import dev.hato.activitypub.telemetry.Operation;
import dev.hato.activitypub.telemetry.OperationListener;
import dev.hato.httpsig.SignableMessage;
import dev.hato.httpsig.SignatureReading;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.HopListener;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Remembers what a federation did last, for {@link DebugPage}. It is each of the hooks that a
 * federation and its client have, and an application gives it to those that it wants to hear of:
 *
 * <pre>{@code
 * DebugLog log = DebugLog.of(200, clock);
 * SafeHttpClient http = SafeHttpClient.newBuilder().listener(log).build();
 * Federation.newBuilder(base, clock).http(http).gates(log).listener(log).operations(log)
 * }</pre>
 *
 * <p>It keeps at most so many entries, each of at most some kilobytes, in memory alone, and forgets
 * the oldest. Of activities it keeps no bodies; but who talks to whom is in it. Thread-safe; never
 * throws and never waits for anybody.
 */
public final class DebugLog
    implements GateListener, DeliveryListener, OperationListener, HopListener {
  private static final int MOST = 10_000;

  private final int capacity;
  private final InstantSource clock;
  private final Deque<DebugEntry> entries = new ArrayDeque<>();

  private DebugLog(int capacity, InstantSource clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  /**
   * An empty log.
   *
   * @param capacity how many entries are kept, 1 to 10,000
   * @param clock by which entries are dated
   */
  public static DebugLog of(int capacity, InstantSource clock) {
    if (capacity < 1 || capacity > MOST) {
      throw new IllegalArgumentException("keeps 1 to " + MOST + " entries, not " + capacity);
    }
    return new DebugLog(capacity, clock);
  }

  /** What is remembered, newest first. */
  public synchronized List<DebugEntry> entries() {
    List<DebugEntry> newestFirst = new ArrayList<>(entries.size());
    entries.descendingIterator().forEachRemaining(newestFirst::add);
    return newestFirst;
  }

  @Override
  public void judged(Inbound inbound, String gate, Optional<InboxVerdict> verdict) {
    verdict.ifPresent(
        end ->
            add(
                Kind.INBOX,
                requestLine(inbound.message()) + ", " + inbound.body().length + " bytes",
                say(gate, end),
                end instanceof InboxVerdict.Refused,
                signatures(inbound.message())));
  }

  private static String say(String gate, InboxVerdict verdict) {
    return switch (verdict) {
      case InboxVerdict.Accepted accepted -> "accepted (202)";
      case InboxVerdict.Ignored(String reason) ->
          "ignored (202) at the gate " + gate + ": " + reason;
      case InboxVerdict.Refused(int status, String reason) ->
          "refused (" + status + ") at the gate " + gate + ": " + reason;
    };
  }

  @Override
  public void attempted(DeliverActivity delivery, DeliveryResult result) {
    add(
        Kind.DELIVERY,
        "to " + delivery.inbox() + " from " + delivery.sender(),
        say(result),
        !(result instanceof DeliveryResult.Delivered),
        List.of("payload " + delivery.payload()));
  }

  private static String say(DeliveryResult result) {
    return switch (result) {
      case DeliveryResult.Delivered(int status) -> "delivered (" + status + ")";
      case DeliveryResult.Held held -> "not sent, since the host fails: held until " + held.until();
      case DeliveryResult.Failed failed ->
          "failed: "
              + failed.why()
              + failed
                  .after()
                  .map(after -> "; asked to wait " + after.toSeconds() + " s")
                  .orElse("");
      case DeliveryResult.Gone(int status) -> "the inbox is gone (" + status + ")";
      case DeliveryResult.Rejected(int status) -> "rejected (" + status + "), not tried again";
      case DeliveryResult.Undeliverable(String why) -> "cannot be sent: " + why;
      case DeliveryResult.HostDead dead -> "given up: the host is dead since " + dead.since();
    };
  }

  @Override
  public void answered(SignableMessage hop, Exchange.Answered answer) {
    List<String> evidence = new ArrayList<>(signatures(hop));
    for (String name : List.of("Content-Type", "Location", "Accept-Signature", "Retry-After")) {
      answer.header(name).ifPresent(value -> evidence.add(name + ": " + value));
    }
    add(
        Kind.REQUEST,
        requestLine(hop),
        answer.status() + ", " + answer.body().length + " bytes",
        answer.status() >= 400,
        evidence);
  }

  /** What has entries of its own, with more in them, is left out. */
  @Override
  public void ended(Operation operation) {
    switch (operation.kind()) {
      case INBOX, VERIFY_SIGNATURE, DELIVER -> {}
      case HANDLE, FAN_OUT, FETCH, ACTOR, OBJECT, COLLECTION, OUTBOX, DISCOVERY -> {
        Map<String, String> attributes = new TreeMap<>(operation.attributes());
        List<String> evidence = new ArrayList<>();
        attributes.forEach((name, value) -> evidence.add(name + ": " + value));
        add(
            Kind.OPERATION,
            operation.kind().span(),
            operation.failure().orElse("done") + " in " + operation.took().toMillis() + " ms",
            operation.failure().isPresent(),
            evidence);
      }
    }
  }

  /** What the signatures claim, and the text that each must be made of. */
  private static List<String> signatures(SignableMessage message) {
    List<String> lines = new ArrayList<>();
    for (SignatureReading reading : SignatureReading.of(message)) {
      lines.add(
          "signed as %s by %s over %s"
              .formatted(reading.format(), reading.keyId(), String.join(" ", reading.covered())));
      reading.base().ifPresent(base -> base.lines().limit(20).forEach(l -> lines.add("| " + l)));
    }
    return lines.isEmpty() ? List.of("no signature that can be read") : lines;
  }

  private static String requestLine(SignableMessage message) {
    return "%s %s://%s%s"
        .formatted(
            message.method(), message.scheme(), message.authority(), message.requestTarget());
  }

  private void add(Kind kind, String what, String outcome, boolean failed, List<String> evidence) {
    DebugEntry entry = new DebugEntry(clock.instant(), kind, what, outcome, failed, evidence);
    synchronized (this) {
      if (entries.size() == capacity) {
        entries.removeFirst();
      }
      entries.addLast(entry);
    }
  }
}
