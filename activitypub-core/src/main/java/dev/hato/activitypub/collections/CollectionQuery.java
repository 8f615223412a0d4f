package dev.hato.activitypub.collections;

/**
 * Which part of a collection is asked for.
 *
 * @param cursor {@link #START} or the cursor that a page before gave
 * @param limit the most items to return
 */
public record CollectionQuery(String cursor, int limit) {
  /** The cursor of the first page. */
  public static final String START = "";
}
