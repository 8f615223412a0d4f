package dev.hato.jobs.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the scheduler of recurring jobs keeps in a store: who leads, and when each job is due next.
 * Thread-safe.
 */
public interface ScheduleStore {
  /**
   * Takes or renews the leadership of a role.
   *
   * @param lease how long the leadership lasts without renewal
   * @return whether {@code owner} leads now
   */
  boolean lead(String role, String owner, Duration lease);

  /** Gives the leadership of a role up, when {@code owner} has it. */
  void resign(String role, String owner);

  /** Makes a recurring job known: it is due at {@code next}, or earlier where it was before. */
  void register(String name, Instant next);

  /** When a recurring job is due; empty when it was never registered. */
  Optional<Instant> due(String name);

  /**
   * Enqueues the due job and moves its next run, both or neither, unless another leader was faster.
   *
   * @param due what {@link #due} gave
   * @param next the run after this one
   * @return whether this call enqueued it
   */
  boolean fire(String name, Instant due, Instant next, JobData job);
}
