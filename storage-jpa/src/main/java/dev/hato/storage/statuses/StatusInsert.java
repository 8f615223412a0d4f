package dev.hato.storage.statuses;

/** What became of a status that was to be added. */
public sealed interface StatusInsert {
  /** It is there now, and was not before. */
  record Added(Status status) implements StatusInsert {}

  /** It was there: the same uri, or a boost of the same status by the same account. */
  record Known(Status status) implements StatusInsert {}

  /** It was deleted, perhaps before it ever came; it stays deleted. */
  record Buried(String uri) implements StatusInsert {}
}
