package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Keeps an actor away (ActivityPub §6.9). */
public final class Block extends Activity {
  /** Views a document. */
  public Block(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Block> newBuilder() {
    return new ActivityBuilder<>("Block", Block::new);
  }

  /** The activity by its actor and its object's id. */
  public static Block of(Iri id, Iri actor, Iri object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  @Override
  public ActivityBuilder<Block> toBuilder() {
    return new ActivityBuilder<>(this, Block::new);
  }
}
