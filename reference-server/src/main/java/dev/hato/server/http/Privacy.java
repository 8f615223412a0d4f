package dev.hato.server.http;

/** What a route's answer may reveal; the visibility suite walks the route table by it. */
public enum Privacy {
  /** The same for everybody: instance facts, documents of the software. */
  PUBLIC,
  /** Facts of accounts: hidden from those whom the account blocks where the rules say so. */
  PROFILE,
  /** Posts or facts about posts (who boosted, replies, media): only what the viewer may see. */
  POSTS,
  /** Only what belongs to the caller. */
  OWN,
  /** Only for staff. */
  STAFF
}
