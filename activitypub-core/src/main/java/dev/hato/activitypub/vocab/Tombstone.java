package dev.hato.activitypub.vocab;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What is left of a deleted object (ActivityPub §6.4). */
public final class Tombstone extends ApObject {
  /** Views a document. */
  public Tombstone(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** The tombstone of an object. */
  public static Tombstone of(Iri id) {
    return new Tombstone(
        AnyBuilder.ofType("Tombstone").id(id).build().json(), TypeRegistry.standard());
  }

  /** When the object was deleted. */
  public Optional<Instant> deleted() {
    return instant("deleted");
  }

  /** What it was. */
  public List<String> formerTypes() {
    return texts("formerType");
  }
}
