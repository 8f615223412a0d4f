package dev.hato.server.privacy;

import dev.hato.storage.statuses.Visibility;

/** What somebody is to the author of a post, and which posts that opens to him. */
enum Relation {
  //        public, unlisted, private, direct
  ANONYMOUS(true, true, false, false),
  STRANGER(true, true, false, false),
  PENDING(true, true, false, false),
  FOLLOWER(true, true, true, false),
  MENTIONED(true, true, true, true),
  AUTHOR(true, true, true, true),
  BLOCKED(false, false, false, false);

  private final boolean[] opens;

  Relation(boolean... opens) {
    this.opens = opens;
  }

  boolean opens(Visibility visibility) {
    return opens[visibility.ordinal()];
  }
}
