package dev.hato.examples;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RecurringJob;
import dev.hato.jobs.RetryPolicy;
import dev.hato.jobs.Schedule;
import dev.hato.jobs.Worker;
import dev.hato.jobs.memory.InMemoryJobStore;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What single jobs may ask for, worked off in this thread: a time, a key that keeps others away, a
 * pause before the next attempt, giving up, a group that is called off, and a job for each hour.
 */
public final class JobsOneByOne {
  private static final JobType<String> INDEX =
      JobType.of("index", "search", String.class).withRetry(RetryPolicy.never());

  private static final Schedule HOURLY = Schedule.every(Duration.ofHours(1));
  private static final Duration LATER = Duration.ofMinutes(5);

  private final PrintStream out;
  private Instant now = Instant.parse("2025-06-01T04:10:00Z"); // turned by hand

  JobsOneByOne(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) {
    new JobsOneByOne(System.out).run();
  }

  void run() {
    InMemoryJobStore store = new InMemoryJobStore(() -> now);
    JobQueue queue = new JobStoreQueue(store);
    Worker worker =
        Worker.newBuilder(store)
            .queue("search", 4, 1) // four at a time, one of each key
            .recurring(new RecurringJob<>("hourly", HOURLY, INDEX, "the whole"))
            .handler(INDEX, this::index)
            .build();
    queue.enqueue(Job.of(INDEX, "a page of tomorrow").runAt(now.plus(Duration.ofDays(1))));
    for (int i = 0; i < 3; i++) { // while it waits it is not added again
      queue.enqueue(Job.of(INDEX, "a page").uniquenessKey("page 1"));
      queue.enqueue(Job.of(INDEX, "a book").uniqueUntilDone("book 1"));
    }
    queue.enqueue(Job.of(INDEX, "a busy page").concurrencyKey("slow.example"));
    queue.enqueue(Job.of(INDEX, "a page that is gone"));
    queue.enqueue(Job.of(INDEX, "a broken page"));
    queue.enqueueAll(
        List.of(
            Job.of(INDEX, "page 2 of an import").runAt(now.plusSeconds(60)).group("import"),
            Job.of(INDEX, "the end of the import").afterGroup("import")));
    worker.runPending(); // a worker that is started does so by itself
    out.println("called off: " + store.groups().cancel("import"));
    store.dead().list("search", 10).forEach(dead -> store.dead().discard(dead.id()));
    now = now.plus(Duration.ofHours(1));
    worker.runPending();
    out.println("left: " + store.stats().getFirst().counts());
  }

  private JobOutcome index(String what, JobContext context) {
    out.println(what + ", attempt " + context.attempt());
    return switch (what) {
      case "a busy page" ->
          context.attempt() > 1 ? JobOutcome.done() : JobOutcome.retry(LATER, "429 Too Many");
      case "a page that is gone" -> JobOutcome.discard("404 Not Found");
      case "a broken page" -> throw new IllegalStateException("no such encoding");
      default -> JobOutcome.done();
    };
  }
}
