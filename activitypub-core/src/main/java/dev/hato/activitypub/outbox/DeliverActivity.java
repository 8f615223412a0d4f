package dev.hato.activitypub.outbox;

import dev.hato.jobs.JobType;
import java.time.Duration;

/**
 * Job: posts one stored activity to one inbox. It refers to the key by its owner; the signature is
 * made when it is sent.
 *
 * @param payload id of the stored activity
 * @param sender the actor that signs
 * @param inbox the personal or shared inbox
 * @param synchronize whether to tell its host which of its people follow the sender (FEP-8fcf)
 */
public record DeliverActivity(long payload, String sender, String inbox, boolean synchronize) {
  /** The job type, on the queue {@code deliver}. */
  public static final JobType<DeliverActivity> TYPE =
      JobType.of("deliver-activity", "deliver", DeliverActivity.class)
          .withRetry(DeliveryRetry.POLICY)
          .withTimeout(Duration.ofMinutes(1));
}
