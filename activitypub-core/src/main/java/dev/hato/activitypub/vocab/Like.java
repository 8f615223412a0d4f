package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Favourites an object; with a content it is an emoji reaction (ActivityPub §7.10). */
public final class Like extends Activity {
  /** Views a document. */
  public Like(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Like> newBuilder() {
    return new ActivityBuilder<>("Like", Like::new);
  }

  /** The activity by its actor and its object's id. */
  public static Like of(Iri id, Iri actor, Iri object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  @Override
  public ActivityBuilder<Like> toBuilder() {
    return new ActivityBuilder<>(this, Like::new);
  }
}
