package dev.hato.activitypub.collections;

import java.util.OptionalLong;

/** A collection of ours for one reader: how large it is, and its pages. */
public interface ServedCollection {
  /** The number of items that this reader may know of; empty when it is not told. */
  OptionalLong totalItems();

  /** A page; an unknown cursor gives an empty one. */
  CollectionSlice page(CollectionQuery query);
}
