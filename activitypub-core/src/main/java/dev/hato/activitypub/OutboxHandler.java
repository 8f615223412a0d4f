package dev.hato.activitypub;

import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.vocab.Activity;

/**
 * The application's answer to what a client posts to its owner's outbox (ActivityPub §6): give it
 * an id, store it, send it by {@link dev.hato.activitypub.outbox.Outbox}. Called on the thread of
 * the request.
 *
 * @param <T> the type it was registered for; the most specific registered type wins
 */
@FunctionalInterface
public interface OutboxHandler<T extends Activity> {
  /**
   * Takes an activity.
   *
   * @param owner whose outbox it is
   * @param activity without an id, with the owner as its actor and as author of what it creates
   */
  OutboxAnswer handle(LocalActor owner, T activity);
}
