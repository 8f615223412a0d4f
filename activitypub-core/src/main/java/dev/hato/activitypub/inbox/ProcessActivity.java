package dev.hato.activitypub.inbox;

import dev.hato.jobs.JobType;

/**
 * Job: hands one verified activity to its handler.
 *
 * @param body the very text whose digest was signed, or what the proof of a forwarded activity
 *     covers
 * @param signer the verified actor
 * @param recipient identifier of the local actor whose inbox it came to, or empty
 */
public record ProcessActivity(String body, String signer, String recipient) {
  /** The job type, on the queue {@code ingress}. */
  public static final JobType<ProcessActivity> TYPE =
      JobType.of("process-activity", "ingress", ProcessActivity.class);
}
