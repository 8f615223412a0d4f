package dev.hato.activitypub.vocab;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A page of a collection, ordered or not. */
public final class CollectionPage extends Collection {
  /** Views a document. */
  public CollectionPage(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new page of an ordered collection. */
  public static CollectionBuilder<CollectionPage> newBuilder() {
    return new CollectionBuilder<>("OrderedCollectionPage", CollectionPage::new);
  }

  /** The next page. */
  public Optional<Ref<CollectionPage>> next() {
    return ref("next", CollectionPage.class);
  }

  /** The page before. */
  public Optional<Ref<CollectionPage>> prev() {
    return ref("prev", CollectionPage.class);
  }

  /** The collection that it is a page of. */
  public Optional<Iri> partOf() {
    return iri("partOf");
  }

  @Override
  public CollectionBuilder<CollectionPage> toBuilder() {
    return new CollectionBuilder<>(this, CollectionPage::new);
  }
}
