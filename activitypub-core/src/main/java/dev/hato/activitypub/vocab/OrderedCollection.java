package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** A collection whose items have an order, newest first. */
public final class OrderedCollection extends Collection {
  /** Views a document. */
  public OrderedCollection(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new one. */
  public static CollectionBuilder<OrderedCollection> newBuilder() {
    return new CollectionBuilder<>("OrderedCollection", OrderedCollection::new);
  }

  @Override
  public CollectionBuilder<OrderedCollection> toBuilder() {
    return new CollectionBuilder<>(this, OrderedCollection::new);
  }
}
