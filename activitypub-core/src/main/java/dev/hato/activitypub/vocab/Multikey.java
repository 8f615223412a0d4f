package dev.hato.activitypub.vocab;

import dev.hato.httpsig.Multikeys;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A key of an actor in the form of W3C Controlled Identifiers (FEP-521a). */
public final class Multikey extends ApObject {
  /** Views a document. */
  public Multikey(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** A key that is written into its actor. */
  public static Multikey of(Iri id, Iri controller, String publicKeyMultibase) {
    ObjectNode json =
        AnyBuilder.ofType("Multikey")
            .id(id)
            .set("controller", controller)
            .set("publicKeyMultibase", publicKeyMultibase)
            .buildPart()
            .json();
    return new Multikey(json, TypeRegistry.standard());
  }

  /** A key that is written into its actor: RSA, Ed25519 or P-256. */
  public static Multikey of(Iri id, Iri controller, java.security.PublicKey key) {
    return of(id, controller, Multikeys.write(key));
  }

  /** The actor that it speaks for. */
  public Optional<Iri> controller() {
    return iri("controller");
  }

  /** The key: multibase text over a multicodec prefix. */
  public Optional<String> publicKeyMultibase() {
    return text("publicKeyMultibase");
  }
}
