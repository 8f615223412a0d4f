package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Reacts to an object with an emoji (FEP-c0e0). */
public final class EmojiReact extends Activity {
  /** Views a document. */
  public EmojiReact(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<EmojiReact> newBuilder() {
    return new ActivityBuilder<>("EmojiReact", EmojiReact::new);
  }

  /** The activity by its actor and its object's id. */
  public static EmojiReact of(Iri id, Iri actor, Iri object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  @Override
  public ActivityBuilder<EmojiReact> toBuilder() {
    return new ActivityBuilder<>(this, EmojiReact::new);
  }
}
