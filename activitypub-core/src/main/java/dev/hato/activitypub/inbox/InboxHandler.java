package dev.hato.activitypub.inbox;

import dev.hato.activitypub.vocab.Activity;

/**
 * The application's answer to one type of activity; runs in a job after the activity was verified
 * and accepted. It may run again for the same activity, so it must be idempotent.
 *
 * @param <T> the type it was registered for; the most specific registered type wins
 */
@FunctionalInterface
public interface InboxHandler<T extends Activity> {
  /**
   * Handles a verified activity: its actor owns the key that signed it, and its id is on the
   * actor's host. An embedded object proves nothing about other hosts: fetch it from its origin by
   * {@link InboxContext#remote()}.
   *
   * @throws Exception to have the job tried again later by its retry policy
   */
  void handle(InboxContext context, T activity) throws Exception;
}
