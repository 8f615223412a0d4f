package dev.hato.examples;

import dev.hato.jobs.Foreground;
import dev.hato.jobs.Job;
import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.Worker;
import dev.hato.jobs.memory.InMemoryJobStore;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A purge that lets people pass: it begins its jobs between the pages that they wait for. */
public final class JobsBesidePeople {
  private static final JobType<Integer> DELETE = JobType.of("delete", "purge", Integer.class);
  private static final int POSTS = 50;

  private final Foreground people = new Foreground();
  private final CountDownLatch left = new CountDownLatch(POSTS);

  public static void main(String[] args) throws InterruptedException {
    new JobsBesidePeople().run(System.out);
  }

  void run(PrintStream out) throws InterruptedException {
    InMemoryJobStore store = new InMemoryJobStore(InstantSource.system());
    new JobStoreQueue(store)
        .enqueueAll(IntStream.range(0, POSTS).mapToObj(i -> Job.of(DELETE, i)).toList());
    try (Worker worker =
        Worker.newBuilder(store)
            .queue("purge", 8)
            .yielding("purge", 1, this::pressure)
            .foreground(people)
            .handler(DELETE, this::delete)
            .build()) {
      worker.start();
      out.println(page("alice"));
      out.println(page("bob"));
      if (left.await(20, TimeUnit.SECONDS)) {
        out.println(POSTS + " posts are gone");
      }
    }
  }

  /** Around whatever somebody waits for; a web server does it in a filter. */
  private String page(String name) {
    try (Foreground.Stay stay = people.enter()) {
      return "hello " + name;
    }
  }

  /** How slow the pages are, divided by how slow they may be. */
  private double pressure() {
    return 1.5;
  }

  private JobOutcome delete(int post, JobContext context) {
    left.countDown();
    return JobOutcome.done();
  }
}
