package dev.hato.server.statuses;

import dev.hato.activitypub.vocab.ApObject;

/** What an ActivityPub id of this server stands for, for somebody who asks. */
public sealed interface StatusLookup {
  /** Its document. */
  record Found(ApObject document) implements StatusLookup {}

  /** It was deleted: 410. */
  record Gone() implements StatusLookup {}

  /** There is no such thing, or it is not for the one who asks: 404. */
  record Missing() implements StatusLookup {}
}
