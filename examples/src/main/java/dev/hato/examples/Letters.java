package dev.hato.examples;

import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobHandler;
import dev.hato.jobs.JobOutcome;
import dev.hato.jobs.JobType;
import dev.hato.jobs.Worker;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.Migrations.SchemaSet;
import java.time.InstantSource;
import java.util.EnumSet;

/** The shortest program with a job in a database; the guide shows it. */
public final class Letters {
  record Letter(String to, String text) {}

  static final JobType<Letter> SEND = JobType.of("send-letter", "mail", Letter.class);

  static void send(DatabaseConfig config, JobHandler<Letter> postman) {
    try (Database database =
            Database.open(config, InstantSource.system(), EnumSet.of(SchemaSet.JOBS));
        Worker worker =
            Worker.newBuilder(database.jobs()).queue("mail", 4).handler(SEND, postman).build()) {
      worker.start();
      database.transactions().run(tx -> tx.jobs().enqueue(SEND, new Letter("alice", "hello")));
    } // close() lets running jobs end
  }

  static JobOutcome post(Letter letter, JobContext context) {
    System.out.println(letter.to() + ": " + letter.text());
    return JobOutcome.done();
  }

  private Letters() {}

  public static void main(String[] args) {
    send(DatabaseConfig.of("jdbc:h2:mem:letters", "hato", ""), Letters::post);
  }
}
