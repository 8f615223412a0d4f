package dev.hato.storage.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From which time on the claims of each queue look for jobs, on PostgreSQL: nothing that waits has
 * an older one. The rows of jobs that are gone stay in the index until a vacuum, which comes once
 * in a minute, and not at all while somebody keeps an old transaction open. They are the oldest
 * ones, so a claim from the beginning of the queue would pass all of them each time.
 *
 * <p>The mark is the time of the first job that a claim saw waiting, whether it could take it or
 * not, and never younger than a second: a transaction may commit late. What becomes older than the
 * mark all the same (another process gives a job back, a transaction took longer, a clock is slow)
 * is found by a look at the whole queue, once in a second, or rarer if that takes long: it may cost
 * a twentieth of the time. Thread-safe.
 */
final class ClaimMarks {
  static final Duration LATE = Duration.ofSeconds(1);
  private static final long WHOLE_EVERY_NANOS = 1_000_000_000;
  private static final int SHARE = 20;

  /** Older than any job. */
  static final Instant BEGINNING = Instant.EPOCH;

  private final Map<String, Mark> marks = new ConcurrentHashMap<>();

  /**
   * Where a queue begins.
   *
   * @param at when that was seen
   * @param wholeAt when the whole queue is to be looked at, by the monotonic clock
   */
  private record Mark(Instant from, Instant at, long wholeAt) {}

  /** From where a claim looks. */
  Instant from(String queue, Instant now, long nanoTime) {
    Mark mark = marks.get(queue);
    if (mark == null || nanoTime - mark.wholeAt >= 0 || now.isBefore(mark.at)) {
      return BEGINNING;
    }
    return mark.from;
  }

  /**
   * A claim has looked.
   *
   * @param first the time of the first job that waited; {@link Instant#MAX} when there was none
   */
  void looked(String queue, Look look, Instant first) {
    Instant newest = look.now().minus(LATE);
    Instant from = first.isBefore(newest) ? first : newest;
    long took = look.endNanos() - look.beginNanos();
    long nextWhole = look.endNanos() + Math.max(WHOLE_EVERY_NANOS, SHARE * took);
    marks.compute(
        queue,
        (name, mark) ->
            new Mark(
                from,
                look.now(),
                mark == null || look.from().equals(BEGINNING) ? nextWhole : mark.wholeAt));
  }

  /** One claim: from where, when by the clock of the store, and how long it took. */
  record Look(Instant from, Instant now, long beginNanos, long endNanos) {}

  /** A job waits again in its old place. */
  void putBack(HeldRow job) {
    marks.computeIfPresent(
        job.kind().queue(),
        (name, mark) ->
            job.runAt().isBefore(mark.from) ? new Mark(job.runAt(), mark.at, mark.wholeAt) : mark);
  }
}
