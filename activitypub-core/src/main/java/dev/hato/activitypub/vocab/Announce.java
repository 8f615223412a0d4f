package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Shares an object: a boost (ActivityPub §7.11). */
public final class Announce extends Activity {
  /** Views a document. */
  public Announce(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Announce> newBuilder() {
    return new ActivityBuilder<>("Announce", Announce::new);
  }

  /** The activity by its actor and its object's id. */
  public static Announce of(Iri id, Iri actor, Iri object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  @Override
  public ActivityBuilder<Announce> toBuilder() {
    return new ActivityBuilder<>(this, Announce::new);
  }
}
