package dev.hato.activitypub.collections;

import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import java.util.List;
import java.util.Optional;

/**
 * One page of a collection.
 *
 * @param items named or embedded, newest first
 * @param next the cursor of the page after this one; empty on the last
 */
public record CollectionSlice(List<Ref<ApObject>> items, Optional<String> next) {
  /** A collection that shows no items, or none to this reader. */
  public static final CollectionSlice EMPTY = new CollectionSlice(List.of(), Optional.empty());

  /** Copies the list. */
  public CollectionSlice {
    items = List.copyOf(items);
  }

  /** A page of ids. */
  public static CollectionSlice ofIds(List<Iri> ids, Optional<String> next) {
    return new CollectionSlice(ids.stream().<Ref<ApObject>>map(Ref::to).toList(), next);
  }
}
