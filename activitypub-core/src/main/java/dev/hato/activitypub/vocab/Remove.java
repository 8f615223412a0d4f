package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Takes an object out of a collection (ActivityPub §7.9). */
public final class Remove extends Activity {
  /** Views a document. */
  public Remove(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Remove> newBuilder() {
    return new ActivityBuilder<>("Remove", Remove::new);
  }

  /** The activity by its actor, its object's id and the collection. */
  public static Remove of(Iri id, Iri actor, Iri object, Iri collection) {
    return newBuilder().id(id).actor(actor).object(object).target(collection).build();
  }

  @Override
  public ActivityBuilder<Remove> toBuilder() {
    return new ActivityBuilder<>(this, Remove::new);
  }
}
