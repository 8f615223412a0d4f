package dev.hato.examples;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RetryPolicy;
import dev.hato.jobs.Worker;
import dev.hato.jobs.memory.InMemoryJobStore;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Background jobs without a database: a retry, an order, an orderly end. */
public final class JobsInMemory {
  /** What a job carries: a small record, stored as JSON. */
  record Letter(String to, String text) {}

  /** The one value that those who enqueue and those who handle share. */
  private static final JobType<Letter> SEND =
      JobType.of("send-letter", "mail", Letter.class)
          .withRetry(RetryPolicy.exponential(Duration.ofMillis(20), Duration.ofSeconds(1), 5))
          .withTimeout(Duration.ofSeconds(10));

  private final CountDownLatch delivered = new CountDownLatch(3);
  private final PrintStream out;

  private JobsInMemory(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) throws InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws InterruptedException {
    new JobsInMemory(out).run();
  }

  private void run() throws InterruptedException {
    InMemoryJobStore store = new InMemoryJobStore(InstantSource.system());
    JobQueue queue = new JobStoreQueue(store);
    try (Worker worker =
        Worker.newBuilder(store).queue("mail", 4).handler(SEND, this::send).build()) {
      worker.start();

      queue.enqueue(SEND, new Letter("alice", "a letter that finds nobody at first"));
      // Letters to the same person arrive in the order in which they were written.
      queue.enqueue(Job.of(SEND, new Letter("bob", "first")).orderingKey("bob"));
      queue.enqueue(Job.of(SEND, new Letter("bob", "second")).orderingKey("bob"));

      if (!delivered.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("letters are still waiting: " + store.stats());
      }
    } // close() lets running jobs end
    out.println("all delivered");
  }

  /** A job runs at least once: after a crash it runs again, so its effect must bear repetition. */
  private JobOutcome send(Letter letter, JobContext context) {
    if (letter.to().equals("alice") && context.attempt() == 1) {
      return JobOutcome.failed("nobody at home");
    }
    out.println(letter.to() + ": " + letter.text() + ", attempt " + context.attempt());
    delivered.countDown();
    return JobOutcome.done();
  }
}
