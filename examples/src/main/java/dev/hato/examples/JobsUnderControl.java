package dev.hato.examples;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobListener;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RecurringJob;
import dev.hato.jobs.RetryPolicy;
import dev.hato.jobs.Worker;
import dev.hato.jobs.cron.CronSchedule;
import dev.hato.jobs.memory.InMemoryJobStore;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A queue in hand: a pause, a rate, the dead, a job by the clock, giving way to others. */
public final class JobsUnderControl implements JobListener {
  private static final JobType<String> FETCH =
      JobType.of("fetch", "feeds", String.class).withRetry(RetryPolicy.never());
  private static final CronSchedule AT_NIGHT = CronSchedule.of("30 4 * * *", ZoneOffset.UTC);

  private final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();
  private volatile Instant now = Instant.parse("2025-06-01T04:28:00Z"); // turned by hand
  private volatile double pressure = 9; // 1 would be: others are as slow as they may be

  public static void main(String[] args) throws InterruptedException {
    new JobsUnderControl().run(System.out);
  }

  void run(PrintStream out) throws InterruptedException {
    InMemoryJobStore store = new InMemoryJobStore(() -> now);
    try (Worker worker =
        Worker.newBuilder(store)
            .queue("feeds", 2)
            .ratePerKey("feeds", 2, Duration.ofMinutes(1))
            .yielding("feeds", 1, () -> pressure)
            .recurring(new RecurringJob<>("nightly", AT_NIGHT, FETCH, "night.example"))
            .handler(FETCH, this::fetch)
            .listener(this)
            .build()) {
      worker.start();
      store.rules().pause("feeds"); // in all processes, until somebody resumes it
      for (String host : List.of("big.example", "big.example", "big.example", "gone.example")) {
        new JobStoreQueue(store).enqueue(Job.of(FETCH, host).concurrencyKey(host));
      }
      out.println("paused: " + store.stats().getFirst().counts());
      store.rules().resume("feeds");
      tell(out, 3); // two of the big host, and the one that dies
      while (store.dead().list("feeds", 10).isEmpty()) Thread.onSpinWait();
      store.dead().list("feeds", 10).forEach(dead -> store.dead().revive(dead.id()));
      tell(out, 1); // is asked again
      now = now.plusSeconds(120); // for the third of the big host, and the job at 04:30
      tell(out, 2);
      pressure = 0;
      tell(out, 1); // the queue may take more
    }
  }

  private JobOutcome fetch(String host, JobContext context) {
    news.add("asked " + host);
    return host.equals("gone.example") ? JobOutcome.failed("410") : JobOutcome.done();
  }

  @Override
  public void yielded(String queue, int jobs) {
    news.add(queue + " may run " + jobs);
  }

  private void tell(PrintStream out, int lines) throws InterruptedException {
    for (int i = 0; i < lines; i++) {
      out.println(news.poll(20, TimeUnit.SECONDS));
    }
  }
}
