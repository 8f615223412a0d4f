package dev.hato.activitypub.vocab;

import java.util.Set;

/**
 * Makes collections and their pages.
 *
 * @param <T> the class of the collection
 */
public final class CollectionBuilder<T extends Collection>
    extends ObjectBuilder<T, CollectionBuilder<T>> {
  private static final Set<String> ORDERED =
      Set.of("OrderedCollection", "OrderedCollectionPage", "FeaturedCollection");

  private final boolean ordered;

  CollectionBuilder(String type, TypeRegistry.View<T> constructor) {
    super(type, constructor);
    this.ordered = ORDERED.contains(type);
  }

  CollectionBuilder(Collection original, TypeRegistry.View<T> constructor) {
    super(original, constructor);
    this.ordered = ORDERED.stream().anyMatch(original::is);
  }

  /** Starts a collection without an order; see also {@link OrderedCollection#newBuilder}. */
  public static CollectionBuilder<Collection> unordered() {
    return new CollectionBuilder<>("Collection", Collection::new);
  }

  /** Starts a page of one; see also {@link CollectionPage#newBuilder}. */
  public static CollectionBuilder<CollectionPage> unorderedPage() {
    return new CollectionBuilder<>("CollectionPage", CollectionPage::new);
  }

  /** Sets how many items there are. */
  public CollectionBuilder<T> totalItems(long total) {
    return set("totalItems", total);
  }

  /** Sets the items, by id or with the objects in it, under the name that fits the type. */
  public CollectionBuilder<T> items(java.util.Collection<? extends Ref<?>> items) {
    return set(ordered ? "orderedItems" : "items", items);
  }

  /** Sets the first page. */
  public CollectionBuilder<T> first(Iri page) {
    return set("first", page);
  }

  /** Sets the last page. */
  public CollectionBuilder<T> last(Iri page) {
    return set("last", page);
  }

  /** Sets the next page. */
  public CollectionBuilder<T> next(Iri page) {
    return set("next", page);
  }

  /** Sets the page before. */
  public CollectionBuilder<T> prev(Iri page) {
    return set("prev", page);
  }

  /** Sets the collection that a page belongs to. */
  public CollectionBuilder<T> partOf(Iri collection) {
    return set("partOf", collection);
  }
}
