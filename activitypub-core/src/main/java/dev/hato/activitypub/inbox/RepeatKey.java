package dev.hato.activitypub.inbox;

import dev.hato.activitypub.vocab.Activity;
import java.util.Optional;

/**
 * What makes two deliveries of an activity the same one, of which only the first is handled. An
 * application with rules of its own gives a function:
 *
 * <pre>{@code
 * // A reaction counts once for each actor and post, whatever its id.
 * federation.repeats(
 *     arrival ->
 *         arrival.activity() instanceof Like like
 *             ? "like " + like.actors() + like.iris("object")
 *             : RepeatKey.PER_INBOX.of(arrival));
 * }</pre>
 *
 * <p>The function is asked more than once for a delivery, from many threads, and for a forwarded
 * activity before its proof was checked: it looks at its argument and at nothing else. Two
 * activities of one key are one activity, so a key must hold what others could otherwise take:
 * begin with the actor, or with {@link Arrival#id}, which is of the actor's origin.
 */
@FunctionalInterface
public interface RepeatKey {
  /** Handled once for each inbox that it comes to; the shared inbox is one of them. */
  RepeatKey PER_INBOX =
      arrival -> arrival.recipient().map(inbox -> inbox + "\n" + arrival.id()).orElse(arrival.id());

  /** Handled once, whichever inbox it comes to: for handlers that do not look at the recipient. */
  RepeatKey ONCE = Arrival::id;

  /**
   * An activity that has come.
   *
   * @param id of the activity, or {@code sha-256:…} of its bytes when it has none
   * @param activity as it was read
   * @param recipient identifier of the local actor whose inbox it came to; empty for the shared one
   */
  record Arrival(String id, Activity activity, Optional<String> recipient) {}

  /** The key under which a delivery is remembered for 30 days; of any length. */
  String of(Arrival arrival);
}
