package dev.hato.jobs;

import dev.hato.jobs.spi.ClaimedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of the handler for one held job. {@link #run} is called by the thread that does the
 * work, {@link #interrupt} by those that watch over it; an interrupt never outlives the attempt.
 * How long it runs is measured by the monotonic clock, which nobody sets.
 */
final class Attempt {
  private final ClaimedJob job;
  private final Binding<?> binding;
  private final Judge judge;
  private final Instant deadline;
  private final long madeAtNanos = System.nanoTime();

  private @Nullable Thread thread;
  private String interruptedFor = "";
  private boolean ended;

  Attempt(ClaimedJob job, Binding<?> binding, Judge judge, InstantSource clock) {
    this.job = job;
    this.binding = binding;
    this.judge = judge;
    this.deadline = clock.instant().plus(binding.type().timeout());
  }

  /** Calls the handler and says what becomes of the job; throws nothing. */
  Verdict run() {
    if (!begin()) {
      return judge.failed(job, binding.type().retry(), interruptedFor);
    }
    try {
      return call();
    } finally {
      end();
    }
  }

  private Verdict call() {
    RetryPolicy policy = binding.type().retry();
    Binding.Call call;
    try {
      call = binding.decode(job.job().payload());
    } catch (RuntimeException e) {
      return new Verdict.Bury(ErrorText.clean("unreadable payload: " + ErrorText.of(e)));
    }
    long start = System.nanoTime();
    try {
      JobOutcome outcome = call.run(context());
      return judge.ended(job, policy, outcome, Duration.ofNanos(System.nanoTime() - start));
    } catch (Exception e) {
      String why = end();
      return judge.failed(job, policy, why.isEmpty() ? ErrorText.of(e) : why);
    } catch (Throwable e) { // also OutOfMemoryError and StackOverflowError of the handler
      return judge.crashed(job, policy, ErrorText.of(e));
    }
  }

  private JobContext context() {
    return new JobContext(job.lease().jobId(), job.attempt(), job.enqueuedAt(), deadline);
  }

  private synchronized boolean begin() {
    thread = Thread.currentThread();
    return interruptedFor.isEmpty();
  }

  /** Ends the attempt and says why it was interrupted; empty when it was not. */
  private synchronized String end() {
    ended = true;
    Thread.interrupted(); // the next job of this thread starts afresh
    return interruptedFor;
  }

  /** The verdict on a handler that called {@code System.exit}, which never returns to it. */
  synchronized Optional<Settlement> exit() {
    if (thread == null || !isInExit(thread)) {
      return Optional.empty();
    }
    Verdict verdict = judge.crashed(job, binding.type().retry(), "it ended the process");
    return Optional.of(new Settlement(job, verdict));
  }

  private static boolean isInExit(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().equals(Runtime.class.getName())
                    && frame.getMethodName().equals("exit"));
  }

  boolean isOverdue() {
    return Duration.ofNanos(System.nanoTime() - madeAtNanos).compareTo(timeout()) >= 0;
  }

  Duration timeout() {
    return binding.type().timeout();
  }

  /** Interrupts the handler, once; does nothing when it has ended. */
  synchronized void interrupt(String why) {
    if (ended || !interruptedFor.isEmpty()) {
      return;
    }
    interruptedFor = why;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
