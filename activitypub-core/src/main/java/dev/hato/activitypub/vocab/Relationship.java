package dev.hato.activitypub.vocab;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** How two things stand to each other (Activity Streams 2.0 Vocabulary §3.3). */
public final class Relationship extends ApObject {
  /** Views a document. */
  public Relationship(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** The one whose relation it is. */
  public Optional<Ref<ApObject>> subject() {
    return ref("subject");
  }

  /** The other one. */
  public Optional<Ref<ApObject>> object() {
    return ref("object");
  }

  /** The kind of relation, an identifier of any vocabulary. */
  public Optional<Iri> relationship() {
    return iri("relationship");
  }
}
