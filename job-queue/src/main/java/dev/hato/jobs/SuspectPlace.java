package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimedJob;
import java.util.Optional;

/**
 * The place that a queue keeps free while it asks for a suspect, so that one begins the moment it
 * is held; see {@link Suspects}. A queue asks once in a second, and at once when it is told that
 * there is one or that its turn has come. Guarded by the lock of the queue.
 */
final class SuspectPlace {
  private static final long EVERY_NANOS = 1_000_000_000;

  private final Suspects suspects;
  private final Runnable wake;
  private boolean kept;
  private boolean asked;
  private long askAt = System.nanoTime();

  SuspectPlace(Suspects suspects, Runnable wake) {
    this.suspects = suspects;
    this.wake = wake;
  }

  boolean isKept() {
    return kept;
  }

  /** To be asked for as soon as it may be. */
  void wanted() {
    askAt = System.nanoTime();
  }

  /**
   * How many deaths a suspect may have that the next claim takes: for it the place stays free.
   *
   * @param free whether not all places are taken
   */
  int ask(boolean free) {
    int deaths = 0;
    if (free && System.nanoTime() - askAt >= 0) {
      askAt = System.nanoTime() + EVERY_NANOS;
      deaths = suspects.ask(wake);
    }
    asked = deaths > 0;
    kept = asked;
    return deaths;
  }

  /**
   * What the claim gave; the job begins after this. Does nothing where nothing was asked.
   *
   * @return whether other queues may ask now, see {@link Suspects#passOn}
   */
  boolean answered(Optional<ClaimedJob> suspect) {
    if (!asked) {
      return false;
    }
    asked = false;
    kept = false;
    suspects.answered(suspect);
    if (suspect.isPresent()) {
      wanted();
    }
    return suspect.isEmpty();
  }

  /** Keeps a place free when it is time to ask and none is; says whether it does so from now on. */
  boolean clear(boolean full) {
    boolean due = full && !kept && System.nanoTime() - askAt >= 0;
    kept |= due;
    return due;
  }
}
