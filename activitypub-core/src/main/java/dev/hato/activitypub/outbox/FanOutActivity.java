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
 */
public record FanOutActivity(
    long payload,
    String sender,
    String subject,
    String followersOf,
    List<String> inboxes,
    String after) {
  /** The job type, on the queue {@code fanout}. */
  public static final JobType<FanOutActivity> TYPE =
      JobType.of("fan-out-activity", "fanout", FanOutActivity.class);

  FanOutActivity next(String cursor) {
    return new FanOutActivity(payload, sender, subject, followersOf, inboxes, cursor);
  }

  Job<FanOutActivity> job() {
    return Job.of(TYPE, this).orderingKey(Subject.orderingKey(sender, subject));
  }

  Job<DeliverActivity> delivery(Iri inbox, String authority) {
    return Job.of(DeliverActivity.TYPE, new DeliverActivity(payload, sender, inbox.value()))
        .orderingKey(Subject.orderingKey(inbox.value(), subject))
        .concurrencyKey(authority);
  }
}
