package dev.hato.storage.kernel;

/**
 * A row of a list whose key is not the id of what it shows: followers page by the id of the follow,
 * bookmarks by the id of the bookmark.
 *
 * @param key what {@code max_id} and {@code min_id} of the next page refer to
 */
public record Listed<T>(long key, T value) {}
