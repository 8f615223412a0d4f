package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Says that an object is gone; leaves a {@link Tombstone} (ActivityPub §7.4). */
public final class Delete extends Activity {
  /** Views a document. */
  public Delete(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Delete> newBuilder() {
    return new ActivityBuilder<>("Delete", Delete::new);
  }

  /** The activity with its object in it: there are peers that cannot look a bare id up. */
  public static Delete of(Iri id, Iri actor, ApObject object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  /** The activity by its actor and its object's id. */
  public static Delete of(Iri id, Iri actor, Iri object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  @Override
  public ActivityBuilder<Delete> toBuilder() {
    return new ActivityBuilder<>(this, Delete::new);
  }
}
