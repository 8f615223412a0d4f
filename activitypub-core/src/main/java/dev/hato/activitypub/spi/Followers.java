package dev.hato.activitypub.spi;

import dev.hato.activitypub.vocab.Iri;

/** Port to the accepted remote followers of a local actor, seen as places to deliver to. */
public interface Followers {
  /** The cursor of the first page. */
  String START = "";

  /**
   * One page of delivery targets: each a follower's shared inbox where it has one, and else its own
   * inbox. Targets are distinct over all pages and in a stable order.
   *
   * @param actor the local actor
   * @param after {@link #START} or the {@link InboxPage#next()} of the page before
   * @param limit the most targets to return
   */
  InboxPage inboxes(Iri actor, String after, int limit);
}
