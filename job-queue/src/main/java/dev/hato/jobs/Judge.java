package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.Reaped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides what becomes of a job from how its attempt ended. Thread-safe. */
final class Judge {
  /** For types without a handler: during a rolling upgrade one that has it comes within days. */
  private static final RetryPolicy UNKNOWN_TYPE =
      RetryPolicy.exponential(Duration.ofMinutes(1), Duration.ofHours(1), 72);

  private final InstantSource clock;
  private final RandomGenerator random;
  private final int maxCrashes;

  Judge(InstantSource clock, RandomGenerator random, int maxCrashes) {
    this.clock = clock;
    this.random = random;
    this.maxCrashes = maxCrashes;
  }

  Verdict ended(ClaimedJob job, RetryPolicy policy, JobOutcome outcome, Duration took) {
    return switch (outcome) {
      case JobOutcome.Done done -> new Verdict.Complete(took);
      case JobOutcome.Discard discard -> new Verdict.Drop(ErrorText.clean(discard.why()));
      case JobOutcome.Retry retry ->
          new Verdict.Again(retry.after(), ErrorText.clean(retry.why()), false);
      case JobOutcome.Failed failed -> failed(job, policy, ErrorText.clean(failed.why()));
    };
  }

  /** The attempt failed: the policy decides. */
  Verdict failed(ClaimedJob job, RetryPolicy policy, String why) {
    return again(job, policy, why, false);
  }

  /** The handler threw an {@link Error}: a worker that is still alive counts it as its death. */
  Verdict crashed(ClaimedJob job, RetryPolicy policy, String why) {
    int crashes = job.crashes() + 1;
    return crashes >= maxCrashes
        ? new Verdict.Bury(Reaped.quarantineReason(crashes) + ": " + why)
        : again(job, policy, why, true);
  }

  private Verdict again(ClaimedJob job, RetryPolicy policy, String why, boolean crash) {
    Optional<Duration> delay = delay(job, policy);
    return delay.isPresent() ? new Verdict.Again(delay.get(), why, crash) : new Verdict.Bury(why);
  }

  Verdict unknownType(ClaimedJob job) {
    Optional<Duration> delay = delay(job, UNKNOWN_TYPE);
    return delay.isPresent()
        ? new Verdict.Unknown(delay.get())
        : new Verdict.Bury("no worker has a handler for job type " + job.job().type());
  }

  private Optional<Duration> delay(ClaimedJob job, RetryPolicy policy) {
    Duration elapsed = Duration.between(job.enqueuedAt(), clock.instant());
    synchronized (random) {
      return policy.delay(job.attempt(), elapsed, random);
    }
  }
}
