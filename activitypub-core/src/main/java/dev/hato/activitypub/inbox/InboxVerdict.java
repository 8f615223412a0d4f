package dev.hato.activitypub.inbox;

/** What the inbox decided about a delivery, and with it the HTTP status of the answer. */
public sealed interface InboxVerdict {
  /** The activity is in the job queue; answered with 202. */
  record Accepted() implements InboxVerdict {}

  /** Nothing needs to be done, and the sender need not try again; answered with 202. */
  record Ignored(String reason) implements InboxVerdict {}

  /**
   * The delivery is refused and leaves no trace.
   *
   * @param status 400, 401, 403, 404, 413, 415 or 503
   * @param reason one sentence for the sender, free of internals
   */
  record Refused(int status, String reason) implements InboxVerdict {}
}
