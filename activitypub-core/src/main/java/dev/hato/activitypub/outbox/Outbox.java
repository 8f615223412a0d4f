package dev.hato.activitypub.outbox;

import dev.hato.activitypub.internal.Subject;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends activities: within the caller's transaction it stores the activity once and enqueues one
 * {@link FanOutActivity} job, so that the activity goes out if and only if the caller's data is
 * committed. Stateless and thread-safe.
 *
 * <pre>{@code
 * outbox.send(tx, alice, createNote, Audience.followersOf(alice).and(mentioned));
 * }</pre>
 */
public final class Outbox {
  /**
   * Sends an activity to an audience. Hidden recipients ({@code bto}, {@code bcc}) are taken out
   * first (ActivityPub §6).
   *
   * @param tx the transaction that the activity belongs to
   * @param sender the local actor in whose name it is signed
   * @param activity with its context; what is sent is exactly this document
   * @param audience who gets it; for nobody nothing is stored
   */
  public void send(OutboxTransaction tx, Iri sender, Activity activity, Audience audience) {
    if (audience.isEmpty()) {
      return;
    }
    long payload = tx.payloads().put(ApWriter.write(withoutHiddenRecipients(activity)));
    FanOutActivity fanOut =
        new FanOutActivity(
            payload,
            sender.value(),
            Subject.of(activity),
            audience.followersOf().map(Iri::value).orElse(""),
            audience.inboxes().stream().map(Iri::value).toList(),
            Followers.START);
    tx.jobs().enqueue(fanOut.job());
  }

  private static ApObject withoutHiddenRecipients(Activity activity) {
    ObjectNode copy = activity.json().deepCopy();
    strip(copy);
    return ApObject.of(copy);
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("bto");
      object.remove("bcc");
    }
    node.forEach(Outbox::strip);
  }
}
