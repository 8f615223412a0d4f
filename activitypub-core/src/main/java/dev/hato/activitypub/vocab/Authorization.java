package dev.hato.activitypub.vocab;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The word of an author that somebody may quote, answer, like or boost a post (FEP-044f, and the
 * interaction policies of GoToSocial). It counts only as fetched from the author's origin.
 */
public final class Authorization extends ApObject {
  /** Views a document. */
  public Authorization(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** What was done: the post that quotes or answers, the Like, the Announce. */
  public Optional<Iri> interactingObject() {
    return iri("interactingObject");
  }

  /** To which post. */
  public Optional<Iri> interactionTarget() {
    return iri("interactionTarget");
  }
}
