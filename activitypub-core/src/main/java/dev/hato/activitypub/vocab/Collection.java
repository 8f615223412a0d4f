package dev.hato.activitypub.vocab;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/** A set of objects, whole or in pages (Activity Streams §5). */
public class Collection extends ApObject {
  /** Views a document. */
  public Collection(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** A collection of which only the number of items is told. */
  public static Collection ofCount(long totalItems) {
    return CollectionBuilder.unordered().totalItems(totalItems).build();
  }

  /** How many items there are, as its server says. */
  public final OptionalLong totalItems() {
    OptionalLong total = whole("totalItems");
    return total.orElse(0) < 0 ? OptionalLong.empty() : total;
  }

  /** The items in this document: {@code orderedItems} and {@code items}. */
  public final List<Ref<ApObject>> items() {
    List<Ref<ApObject>> ordered = refs("orderedItems");
    return ordered.isEmpty() ? refs("items") : ordered;
  }

  /** The first page. */
  public final Optional<Ref<CollectionPage>> first() {
    return ref("first", CollectionPage.class);
  }

  /** The last page. */
  public final Optional<Ref<CollectionPage>> last() {
    return ref("last", CollectionPage.class);
  }

  @Override
  public CollectionBuilder<? extends Collection> toBuilder() {
    return new CollectionBuilder<>(this, Collection::new);
  }
}
