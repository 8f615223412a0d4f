package dev.hato.activitypub.inbox;

import java.util.Optional;

/** What makes two deliveries of an activity the same one, of which only the first is handled. */
@FunctionalInterface
public interface RepeatKey {
  /** Handled once for each inbox that it comes to; the shared inbox is one of them. */
  RepeatKey PER_INBOX = (id, recipient) -> recipient.map(inbox -> inbox + "\n" + id).orElse(id);

  /** Handled once, whichever inbox it comes to: for handlers that do not look at the recipient. */
  RepeatKey ONCE = (id, recipient) -> id;

  /**
   * The key under which a delivery is remembered.
   *
   * @param id of the activity, or {@code sha-256:…} of its bytes when it has none
   * @param recipient identifier of the local actor whose inbox it came to
   */
  String of(String id, Optional<String> recipient);
}
