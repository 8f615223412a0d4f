package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Dislikes an object. */
public final class Dislike extends Activity {
  /** Views a document. */
  public Dislike(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Dislike> newBuilder() {
    return new ActivityBuilder<>("Dislike", Dislike::new);
  }

  /** The activity by its actor and its object's id. */
  public static Dislike of(Iri id, Iri actor, Iri object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  @Override
  public ActivityBuilder<Dislike> toBuilder() {
    return new ActivityBuilder<>(this, Dislike::new);
  }
}
