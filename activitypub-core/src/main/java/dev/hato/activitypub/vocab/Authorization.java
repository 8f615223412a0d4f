package dev.hato.activitypub.vocab;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The word of an author that somebody may quote, answer, like or boost a post (FEP-044f, and the
 * interaction policies of GoToSocial), or of an actor that it may be featured (FEP-7aa9). It counts
 * only as fetched from the origin of who gave it.
 */
public final class Authorization extends ApObject {
  /** Views a document. */
  public Authorization(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** What was done: the post that quotes or answers, the Like, the Announce, the collection. */
  public Optional<Iri> interactingObject() {
    return iri("interactingObject");
  }

  /** To which post or actor. */
  public Optional<Iri> interactionTarget() {
    return iri("interactionTarget");
  }
}
