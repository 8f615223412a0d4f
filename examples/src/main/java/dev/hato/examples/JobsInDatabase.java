package dev.hato.examples;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobType;
import dev.hato.jobs.Worker;
import dev.hato.jobs.spi.QueueRule;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.Migrations.SchemaSet;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Jobs in a database, without anything else of Hato: enqueued in a transaction, run as a group with
 * a last job, and limited in all processes. The embedded database here, PostgreSQL with another
 * address.
 */
public final class JobsInDatabase {
  record Page(int number) {}

  private static final JobType<Page> PRINT = JobType.of("print", "pages", Page.class);
  private static final JobType<Page> BIND = JobType.of("bind", "pages", Page.class);

  private JobsInDatabase() {}

  public static void main(String[] args) throws InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws InterruptedException {
    CountDownLatch bound = new CountDownLatch(1);
    try (Database database =
            Database.open(
                DatabaseConfig.of("jdbc:h2:mem:pages", "hato", ""),
                InstantSource.system(),
                EnumSet.of(SchemaSet.JOBS));
        Worker worker =
            Worker.newBuilder(database.jobs())
                .queue("pages", 4)
                .everywhere("pages", 3, QueueRule.UNLIMITED) // however many processes there are
                .handler(
                    PRINT,
                    (page, context) -> {
                      out.println("page " + page.number());
                      return JobOutcome.done();
                    })
                .handler(
                    BIND,
                    (book, context) -> {
                      out.println("book of " + book.number() + " pages");
                      bound.countDown();
                      return JobOutcome.done();
                    })
                .build()) {
      worker.start();
      database.transactions().run(tx -> tx.jobs().enqueueAll(book(5)));
      if (!bound.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no book: " + database.jobs().groups().progress("book"));
      }
      out.println(database.jobs().groups().progress("book").orElseThrow());
    }
  }

  /** The pages, and the job that runs when all of them are done. */
  private static List<Job<Page>> book(int pages) {
    List<Job<Page>> jobs = new ArrayList<>();
    for (int number = 1; number <= pages; number++) {
      jobs.add(Job.of(PRINT, new Page(number)).group("book"));
    }
    jobs.add(Job.of(BIND, new Page(pages)).afterGroup("book"));
    return jobs;
  }
}
