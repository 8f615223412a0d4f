package dev.hato.activitypub.outbox;

import java.util.Optional;

/**
 * Port to the bytes of outgoing activities: each stored once, however many inboxes it goes to.
 * Storage may drop a payload once no delivery can refer to it, which is seven days after it was
 * put.
 */
public interface ActivityPayloads {
  /** Stores the bytes and returns the id that delivery jobs carry. */
  long put(byte[] activity);

  /** The bytes of an activity; empty when they were dropped. */
  Optional<byte[]> find(long id);
}
