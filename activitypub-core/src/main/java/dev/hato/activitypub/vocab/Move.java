package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Says that an actor goes on under another id (FEP-7628). */
public final class Move extends Activity {
  /** Views a document. */
  public Move(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Move> newBuilder() {
    return new ActivityBuilder<>("Move", Move::new);
  }

  /** The move of an actor to another one, which names the old one in {@code alsoKnownAs}. */
  public static Move of(Iri id, Iri actor, Iri target) {
    return newBuilder().id(id).actor(actor).object(actor).target(target).build();
  }

  @Override
  public ActivityBuilder<Move> toBuilder() {
    return new ActivityBuilder<>(this, Move::new);
  }
}
