package dev.hato.activitypub.vocab;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A key of an actor in the form of the W3C security vocabulary, version 1. */
public final class PublicKey extends ApObject {
  /** Views a document. */
  public PublicKey(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** A key that is written into its actor. */
  public static PublicKey of(Iri id, Iri owner, String pem) {
    // Without a type, as Mastodon and most others write it.
    ObjectNode json =
        emptyNode().put("id", id.value()).put("owner", owner.value()).put("publicKeyPem", pem);
    return new PublicKey(json, TypeRegistry.standard());
  }

  /** The actor that owns it: {@code owner}, else {@code controller}. */
  public Optional<Iri> owner() {
    return iri("owner").or(() -> iri("controller"));
  }

  /** The key as PEM. */
  public Optional<String> publicKeyPem() {
    return text("publicKeyPem");
  }
}
