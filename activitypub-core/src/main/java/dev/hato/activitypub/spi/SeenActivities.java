package dev.hato.activitypub.spi;

import java.time.Instant;

/**
 * Port to the memory of inbound activities that were handled, so that a repeated delivery is
 * answered and dropped. Handlers must bear repeats all the same: the memory is written after they
 * ran.
 */
public interface SeenActivities {
  /** Whether the activity with this key was handled. */
  boolean contains(String key);

  /**
   * Remembers the key; a repeat is no error.
   *
   * @param key the activity's id, or {@code sha-256:…} of its bytes when it has none
   * @param at when it was handled; entries may be forgotten 30 days later
   */
  void add(String key, Instant at);
}
