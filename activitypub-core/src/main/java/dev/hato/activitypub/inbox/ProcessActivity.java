package dev.hato.activitypub.inbox;

import dev.hato.jobs.JobType;
import java.util.Objects;

/**
 * Job: hands one verified activity to its handler.
 *
 * @param body the very text whose digest was signed, or what the proof of a forwarded activity
 *     covers
 * @param signer the verified actor
 * @param recipient identifier of the local actor whose inbox it came to, or empty
 * @param forwarder the verified actor that passed it on, or empty when that was the signer itself
 */
public record ProcessActivity(String body, String signer, String recipient, String forwarder) {
  /** The job type, on the queue {@code ingress}. */
  public static final JobType<ProcessActivity> TYPE =
      JobType.of("process-activity", "ingress", ProcessActivity.class);

  /** Reads jobs that were stored before there was a forwarder in them. */
  public ProcessActivity {
    forwarder = Objects.requireNonNullElse(forwarder, "");
  }

  /** An activity that its own actor sent. */
  public ProcessActivity(String body, String signer, String recipient) {
    this(body, signer, recipient, "");
  }
}
