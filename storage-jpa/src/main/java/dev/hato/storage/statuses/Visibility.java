package dev.hato.storage.statuses;

/** Whom a status is for; the names are those of the Mastodon API in upper case. */
public enum Visibility {
  /** Everybody, and listed on public timelines. */
  PUBLIC,
  /** Everybody, not listed. */
  UNLISTED,
  /** Accepted followers and the mentioned. */
  PRIVATE,
  /** The mentioned. */
  DIRECT;

  /** Whether people who neither follow nor are mentioned may see it, and so may count it. */
  public boolean isOpen() {
    return this == PUBLIC || this == UNLISTED;
  }
}
