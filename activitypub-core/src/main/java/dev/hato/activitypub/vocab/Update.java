package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Says that an object has changed (ActivityPub §7.3). */
public final class Update extends Activity {
  /** Views a document. */
  public Update(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Update> newBuilder() {
    return new ActivityBuilder<>("Update", Update::new);
  }

  /** The activity with its object in it: there are peers that cannot look a bare id up. */
  public static Update of(Iri id, Iri actor, ApObject object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  /** The activity by its actor and its object's id. */
  public static Update of(Iri id, Iri actor, Iri object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  @Override
  public ActivityBuilder<Update> toBuilder() {
    return new ActivityBuilder<>(this, Update::new);
  }
}
