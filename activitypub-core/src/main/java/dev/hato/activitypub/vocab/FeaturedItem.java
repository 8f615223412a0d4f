package dev.hato.activitypub.vocab;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** One recommendation in a {@link FeaturedCollection} (FEP-7aa9). */
public final class FeaturedItem extends ApObject {
  /** Views a document. */
  public FeaturedItem(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /**
   * A recommendation.
   *
   * @param featured the actor
   * @param authorization its consent
   */
  public static FeaturedItem of(Iri id, Iri featured, Iri authorization) {
    ObjectNode json =
        AnyBuilder.ofType("FeaturedItem")
            .id(id)
            .set("featuredObject", featured)
            .set("featureAuthorization", authorization)
            .buildPart()
            .json();
    return new FeaturedItem(json, TypeRegistry.standard());
  }

  /** Who or what is recommended. */
  public Optional<Iri> featuredObject() {
    return iri("featuredObject");
  }

  /** The consent of who is recommended, an {@link Authorization}. */
  public Optional<Iri> featureAuthorization() {
    return iri("featureAuthorization");
  }
}
