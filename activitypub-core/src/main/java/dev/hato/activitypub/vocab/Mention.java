package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** A tag that names an actor in a post. */
public final class Mention extends Link {
  /** Views a document. */
  public Mention(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /**
   * A mention.
   *
   * @param actor the id of the actor
   * @param name as it stands in the text: {@code @alice@example.com}
   */
  public static Mention of(Iri actor, String name) {
    return new Mention(Tags.node("Mention", name, actor), TypeRegistry.standard());
  }
}
