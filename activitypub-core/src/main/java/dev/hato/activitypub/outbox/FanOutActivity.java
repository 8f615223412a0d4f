package dev.hato.activitypub.outbox;

import dev.hato.activitypub.internal.Subject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.jobs.Job;
import dev.hato.jobs.JobType;
import java.util.List;

/**
 * Job: turns one page of an audience into {@link DeliverActivity} jobs, and itself into the job of
 * the next page.
 *
 * @param payload id of the stored activity
 * @param sender the actor that signs
 * @param subject what the activity is about; activities about the same thing arrive in order
 * @param followersOf whose followers get it, or empty
 * @param inboxes further delivery targets
 * @param after cursor of the page among the followers
 * @param line of deliveries in order to each host, or empty; see {@link DeliveryOrder}
 * @param synchronize whether hosts are told which of their people follow (FEP-8fcf)
 */
public record FanOutActivity(
    long payload,
    String sender,
    String subject,
    String followersOf,
    List<String> inboxes,
    String after,
    String line,
    boolean synchronize) {
  /** The job type, on the queue {@code fanout}. */
  public static final JobType<FanOutActivity> TYPE =
      JobType.of("fan-out-activity", "fanout", FanOutActivity.class);

  FanOutActivity next(String cursor) {
    return new FanOutActivity(
        payload, sender, subject, followersOf, inboxes, cursor, line, synchronize);
  }

  Job<FanOutActivity> job() {
    String order = line.isEmpty() ? subject : line;
    return Job.of(TYPE, this).orderingKey(Subject.orderingKey(sender, order));
  }

  Job<DeliverActivity> delivery(Iri inbox, String authority) {
    String key =
        line.isEmpty()
            ? Subject.orderingKey(inbox.value(), subject)
            : Subject.orderingKey(sender + "\n" + authority, line);
    return Job.of(
            DeliverActivity.TYPE, new DeliverActivity(payload, sender, inbox.value(), synchronize))
        .orderingKey(key)
        .concurrencyKey(authority);
  }
}
