package dev.hato.activitypub.outbox;

import dev.hato.activitypub.internal.Subject;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A named change to each activity before it is stored and sent: what one kind of peer needs and no
 * other minds. Rules run in the order in which the outbox was given them; an application leaves
 * rules out or adds its own.
 *
 * @param name shown in logs and tests
 * @param change works on a copy that nobody else has
 */
public record OutgoingRule(String name, Change change) {
  private static final int ID_DIGITS = 32;
  private static final Set<String> ADDRESSING = Set.of("to", "cc", "audience");

  /** Changes the document of an activity in place. */
  @FunctionalInterface
  public interface Change {
    /** Changes an activity that the sender sends. */
    void apply(ObjectNode activity, Iri sender);
  }

  /** The public collection by its full address, also where it is named {@code as:Public}: Lemmy. */
  public static final OutgoingRule FULL_PUBLIC_IRI =
      new OutgoingRule("full-public-iri", (activity, sender) -> fullPublic(activity));

  /** A single attachment as a list of one: Mastodon and Pixelfed read lists only. */
  public static final OutgoingRule ATTACHMENT_LIST =
      new OutgoingRule("attachment-list", (activity, sender) -> listed(activity));

  /** An embedded actor as its id: what is embedded proves nothing, and some refuse it. */
  public static final OutgoingRule ACTOR_BY_ID =
      new OutgoingRule("actor-by-id", (activity, sender) -> actorById(activity));

  /**
   * An id for an activity without one, from its text: sent twice it is the same activity, and so
   * handled once.
   */
  public static final OutgoingRule ACTIVITY_ID =
      new OutgoingRule("activity-id", OutgoingRule::withId);

  /** All of the above, which an outbox has unless it is told otherwise. */
  public static final List<OutgoingRule> STANDARD =
      List.of(FULL_PUBLIC_IRI, ATTACHMENT_LIST, ACTOR_BY_ID, ACTIVITY_ID);

  private static void fullPublic(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String property : ADDRESSING) {
        JsonNode value = object.get(property);
        if (value instanceof ArrayNode list) {
          ArrayNode full = JsonNodeFactory.instance.arrayNode();
          list.forEach(entry -> full.add(fullName(entry)));
          object.set(property, full);
        } else if (value != null) {
          object.set(property, fullName(value));
        }
      }
    }
    node.forEach(OutgoingRule::fullPublic);
  }

  private static JsonNode fullName(JsonNode address) {
    return address.isString() && Iri.parse(address.stringValue()).isPublic()
        ? JsonNodeFactory.instance.stringNode(Iri.PUBLIC.value())
        : address;
  }

  private static void listed(JsonNode node) {
    if (node instanceof ObjectNode object && object.get("attachment") instanceof ObjectNode one) {
      object.set("attachment", JsonNodeFactory.instance.arrayNode().add(one));
    }
    node.forEach(OutgoingRule::listed);
  }

  private static void actorById(ObjectNode activity) {
    if (activity.get("actor") instanceof ObjectNode embedded) {
      ApObject.of(embedded).id().ifPresent(id -> activity.put("actor", id.value()));
    }
  }

  private static void withId(ObjectNode activity, Iri sender) {
    if (ApObject.of(activity).id().isEmpty()) {
      String digest = Subject.sha256(activity.toString().getBytes(StandardCharsets.UTF_8));
      activity.put("id", sender + "#activities/" + digest.substring(0, ID_DIGITS));
    }
  }
}
