package dev.hato.jobs.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * Jobs that belong together, such as the deletions of one account: how far they are, and a job that
 * runs when all of them are done or dead.
 *
 * <p>A group begins with the first job that names it and counts every job that is added to it, also
 * by its own jobs while they run. A job of the group that is to run {@link #AT_THE_END} is not
 * counted: it waits until all others are done or dead. Add the first jobs and the last one in one
 * insert, or the last one may run between two. Thread-safe.
 */
public interface JobGroups {
  /** The time at which the last job of a group is to run: no clock shows it. */
  Instant AT_THE_END = Instant.parse("9000-01-01T00:00:00Z");

  /** How far a group is; empty when no job named it. */
  Optional<Progress> progress(String name);

  /**
   * Removes the jobs of a group that wait, also its last one; those that run end. Jobs that are
   * added to it later are left out.
   *
   * @return how many were removed
   */
  int cancel(String name);

  /** Forgets the counts of a group; its name may be used again. */
  void forget(String name);

  /**
   * The counts of a group.
   *
   * @param total how many jobs it has or had, without those that were cancelled
   * @param done how many are done
   * @param failed how many are dead
   * @param cancelled whether it was cancelled
   */
  record Progress(long total, long done, long failed, boolean cancelled) {
    /** Whether no job of it is left. */
    public boolean isOver() {
      return done + failed >= total;
    }
  }
}
