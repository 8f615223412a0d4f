package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Takes an earlier activity back (ActivityPub §7.12). */
public final class Undo extends Activity {
  /** Views a document. */
  public Undo(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Undo> newBuilder() {
    return new ActivityBuilder<>("Undo", Undo::new);
  }

  /** The activity with its object in it: there are peers that cannot look a bare id up. */
  public static Undo of(Iri id, Iri actor, ApObject object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  /** The activity by its actor and its object's id. */
  public static Undo of(Iri id, Iri actor, Iri object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  @Override
  public ActivityBuilder<Undo> toBuilder() {
    return new ActivityBuilder<>(this, Undo::new);
  }
}
