package dev.hato.activitypub.vocab;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list of actors that somebody recommends, with their consent (FEP-7aa9). What an item claims
 * counts when its {@link FeaturedItem#featureAuthorization} was fetched from the featured actor's
 * origin and names this collection.
 */
public final class FeaturedCollection extends Collection {
  /** Views a document. */
  public FeaturedCollection(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new one. */
  public static CollectionBuilder<FeaturedCollection> newBuilder() {
    return new CollectionBuilder<>("FeaturedCollection", FeaturedCollection::new);
  }

  /** What it is about. */
  public Optional<Hashtag> topic() {
    return objects("topic", Hashtag.class).stream().findFirst();
  }

  /** Whether it is marked as sensitive. */
  public boolean sensitive() {
    return flag("sensitive").orElse(false);
  }

  /** Whether it may be found by search and shown to newcomers; nothing is said without. */
  public Optional<Boolean> discoverable() {
    return flag("discoverable");
  }

  /** The items that are written out, in order; named ones are left out. */
  public List<FeaturedItem> recommended() {
    return objects("orderedItems", FeaturedItem.class);
  }

  @Override
  public CollectionBuilder<FeaturedCollection> toBuilder() {
    return new CollectionBuilder<>(this, FeaturedCollection::new);
  }
}
