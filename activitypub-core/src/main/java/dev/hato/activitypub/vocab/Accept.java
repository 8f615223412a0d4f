package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Says yes to a request, usually a {@link Follow} (ActivityPub §7.6). */
public final class Accept extends Activity {
  /** Views a document. */
  public Accept(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Accept> newBuilder() {
    return new ActivityBuilder<>("Accept", Accept::new);
  }

  /** The activity with its object in it: there are peers that cannot look a bare id up. */
  public static Accept of(Iri id, Iri actor, ApObject object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  /** The activity by its actor and its object's id. */
  public static Accept of(Iri id, Iri actor, Iri object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  @Override
  public ActivityBuilder<Accept> toBuilder() {
    return new ActivityBuilder<>(this, Accept::new);
  }
}
