package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Adds an object to a collection, for example a post to the pinned ones (ActivityPub §7.8). */
public final class Add extends Activity {
  /** Views a document. */
  public Add(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Add> newBuilder() {
    return new ActivityBuilder<>("Add", Add::new);
  }

  /** The activity by its actor, its object's id and the collection. */
  public static Add of(Iri id, Iri actor, Iri object, Iri collection) {
    return newBuilder().id(id).actor(actor).object(object).target(collection).build();
  }

  @Override
  public ActivityBuilder<Add> toBuilder() {
    return new ActivityBuilder<>(this, Add::new);
  }
}
