package dev.hato.server.federation;

import dev.hato.jobs.JobType;
import dev.hato.jobs.RecurringJob;
import dev.hato.jobs.Schedule;
import dev.hato.server.workers.Queues;
import dev.hato.storage.Database;
import java.time.Duration;
import java.time.Instant;

/**
 * Job: forgets what federation kept for a time: sent activities, which no delivery refers to after
 * three days of attempts, and the ids of received ones.
 *
 * @param sentDays after how many days sent activities go
 * @param seenDays after how many days received ids and the failures of hosts go
 */
record ForgetTraffic(int sentDays, int seenDays) {
  static final JobType<ForgetTraffic> TYPE =
      JobType.of("forget-traffic", Queues.PURGE, ForgetTraffic.class);
  static final RecurringJob<ForgetTraffic> DAILY =
      new RecurringJob<>(
          "forget-traffic", Schedule.every(Duration.ofDays(1)), TYPE, new ForgetTraffic(7, 30));

  void run(Database database, Instant now) {
    Instant sent = now.minus(Duration.ofDays(sentDays));
    Instant seen = now.minus(Duration.ofDays(seenDays));
    database.transactions().run(tx -> tx.payloads().removeOlderThan(sent));
    database.seenActivities().removeOlderThan(seen);
    database.originHealth().removeOlderThan(seen);
  }
}
