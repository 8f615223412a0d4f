package dev.hato.jobs;

import java.time.Duration;
import java.util.Objects;

/** How an attempt ended, as its handler sees it. */
public sealed interface JobOutcome {
  /** The work is done; the job is removed. */
  static JobOutcome done() {
    return Done.DONE;
  }

  /** The attempt failed; the retry policy of the type says when to try again or to give up. */
  static JobOutcome failed(String why) {
    return new Failed(why);
  }

  /** Try again after a time that the handler knows better than the policy (Retry-After). */
  static JobOutcome retry(Duration after, String why) {
    return new Retry(after, why);
  }

  /** There is nothing to do and trying again makes no sense; the job is removed. */
  static JobOutcome discard(String why) {
    return new Discard(why);
  }

  /** The work is done. */
  record Done() implements JobOutcome {
    private static final Done DONE = new Done();
  }

  /**
   * The attempt failed and the policy decides.
   *
   * @param why kept with the job
   */
  record Failed(String why) implements JobOutcome {
    public Failed {
      Objects.requireNonNull(why, "why");
    }
  }

  /**
   * Try again; the policy is not asked, so a handler that always says this keeps its job for ever.
   *
   * @param after zero or more
   * @param why kept with the job
   */
  record Retry(Duration after, String why) implements JobOutcome {
    public Retry {
      Objects.requireNonNull(why, "why");
      if (after.isNegative()) {
        throw new IllegalArgumentException("a job cannot be retried in the past: " + after);
      }
    }
  }

  /**
   * Drop the job.
   *
   * @param why told to the listener
   */
  record Discard(String why) implements JobOutcome {
    public Discard {
      Objects.requireNonNull(why, "why");
    }
  }
}
