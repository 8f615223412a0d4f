package dev.hato.storage.statuses;

/**
 * A row as one statement saw it.
 *
 * @param version which version of the row; 0 where the database tells none
 */
record RowStamp(long id, long version) {
  boolean isKnown() {
    return version != 0;
  }
}
