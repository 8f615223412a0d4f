package dev.hato.activitypub.vocab;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Publishes a new object (ActivityPub §7.2). */
public final class Create extends Activity {
  /** Views a document. */
  public Create(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Create> newBuilder() {
    return new ActivityBuilder<>("Create", Create::new);
  }

  /** The activity for a new object, with the object's time and recipients. */
  public static Create of(Iri id, Iri actor, ApObject object) {
    ActivityBuilder<Create> builder = newBuilder().id(id).actor(actor);
    for (String property : List.of("published", "to", "cc", "bto", "bcc", "audience")) {
      object.value(property).ifPresent(value -> builder.set(property, value));
    }
    return builder.object(object).build();
  }

  @Override
  public ActivityBuilder<Create> toBuilder() {
    return new ActivityBuilder<>(this, Create::new);
  }
}
