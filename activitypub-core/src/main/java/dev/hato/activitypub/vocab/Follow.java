package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Asks for the posts of an actor (ActivityPub §7.5). */
public final class Follow extends Activity {
  /** Views a document. */
  public Follow(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Follow> newBuilder() {
    return new ActivityBuilder<>("Follow", Follow::new);
  }

  /** The activity by its actor and its object's id. */
  public static Follow of(Iri id, Iri actor, Iri object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  @Override
  public ActivityBuilder<Follow> toBuilder() {
    return new ActivityBuilder<>(this, Follow::new);
  }
}
