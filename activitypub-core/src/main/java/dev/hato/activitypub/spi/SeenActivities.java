package dev.hato.activitypub.spi;

import dev.hato.jobs.Job;
import java.time.Instant;

/**
 * Port to the memory of inbound activities that were accepted, and to the queue in which they wait:
 * one step remembers the one and enqueues the other, so that an activity which is delivered twice,
 * even at the same moment, is handled once.
 */
public interface SeenActivities {
  /** Whether the activity with this key was accepted; spares what a repeat would cost. */
  boolean contains(String key);

  /**
   * Enqueues the job of an activity, unless one with the same key was accepted before. Both are
   * stored when this returns, or neither.
   *
   * @param key see {@link dev.hato.activitypub.inbox.RepeatKey}
   * @param at now; keys may be forgotten 30 days later
   * @return false when it was accepted before; the job is not enqueued then
   * @throws dev.hato.jobs.spi.JobStoreFullException when the queue takes no more; the key is not
   *     remembered then
   */
  boolean accept(String key, Instant at, Job<?> job);
}
