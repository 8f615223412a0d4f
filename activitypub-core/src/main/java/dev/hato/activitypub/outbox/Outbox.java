package dev.hato.activitypub.outbox;

import dev.hato.activitypub.internal.Subject;
import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends activities: within the caller's transaction it stores the activity once and enqueues one
 * {@link FanOutActivity} job, so that the activity goes out if and only if the caller's data is
 * committed. Immutable and thread-safe.
 *
 * <pre>{@code
 * outbox.send(tx, alice, createNote, Audience.followersOf(alice).and(mentioned));
 * }</pre>
 */
public final class Outbox {
  private final List<OutgoingRule> rules;

  /** An outbox with the {@link OutgoingRule#STANDARD} rules. */
  public Outbox() {
    this(OutgoingRule.STANDARD);
  }

  /** An outbox that changes what it sends by these rules. */
  public Outbox(List<OutgoingRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Sends an activity to an audience. Hidden recipients ({@code bto}, {@code bcc}) are taken out
   * first (ActivityPub §6), then the rules of this outbox are applied.
   *
   * @param tx the transaction that the activity belongs to
   * @param sender the local actor in whose name it is signed
   * @param activity with its context
   * @param audience who gets it; for nobody nothing is stored
   */
  public void send(OutboxTransaction tx, Iri sender, Activity activity, Audience audience) {
    send(tx, sender, activity, audience, DeliveryOrder.BY_SUBJECT);
  }

  /** The same for an activity that waits for those before it in a line. */
  public void send(
      OutboxTransaction tx, Iri sender, Activity activity, Audience audience, DeliveryOrder order) {
    if (audience.isEmpty()) {
      return;
    }
    ObjectNode document = activity.json().deepCopy();
    stripHiddenRecipients(document);
    rules.forEach(rule -> rule.change().apply(document, sender));
    // What is for followers alone depends on both sides agreeing who they are (FEP-8fcf).
    boolean synchronize =
        audience.followersOf().filter(sender::equals).isPresent() && !activity.isPublic();
    enqueue(
        tx,
        new FanOutActivity(
            tx.payloads().put(ApWriter.write(ApObject.of(document))),
            sender.value(),
            Subject.of(activity),
            audience.followersOf().map(Iri::value).orElse(""),
            audience.inboxes().stream().map(Iri::value).toList(),
            Followers.START,
            order.line(),
            synchronize));
  }

  /**
   * Passes on what somebody else did, in the very text in which it came, so that the proof inside
   * of it stays whole (ActivityPub §7.1.2, and relays). The request is signed by the forwarder, the
   * activity counts by its proof: one without {@code proof} or {@code signature} would be believed
   * by nobody and is not sent.
   *
   * @param forwarder the local actor that signs the requests
   * @param received from a handler's {@link dev.hato.activitypub.inbox.InboxContext#text}
   * @param audience who gets it; leave out the server that it came from
   * @return whether it is sent
   */
  public boolean forward(OutboxTransaction tx, Iri forwarder, String received, Audience audience) {
    byte[] bytes = received.getBytes(StandardCharsets.UTF_8);
    if (audience.isEmpty()
        || !(ApReader.standard().readAsItIs(bytes) instanceof ReadResult.Read read)
        || !(read.object() instanceof Activity activity)
        || (activity.value("proof").isEmpty() && activity.value("signature").isEmpty())) {
      return false;
    }
    enqueue(
        tx,
        new FanOutActivity(
            tx.payloads().put(bytes),
            forwarder.value(),
            Subject.of(activity),
            audience.followersOf().map(Iri::value).orElse(""),
            audience.inboxes().stream().map(Iri::value).toList(),
            Followers.START,
            DeliveryOrder.BY_SUBJECT.line(),
            false));
    return true;
  }

  private static void enqueue(OutboxTransaction tx, FanOutActivity fanOut) {
    tx.jobs().enqueue(fanOut.job());
  }

  private static void stripHiddenRecipients(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("bto");
      object.remove("bcc");
    }
    node.forEach(Outbox::stripHiddenRecipients);
  }
}
