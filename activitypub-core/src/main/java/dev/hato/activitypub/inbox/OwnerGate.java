package dev.hato.activitypub.inbox;

import java.util.Optional;

/**
 * The key must belong to the actor of the activity. What others forward proves nothing about its
 * actor, because signatures inside documents are not accepted: it is dropped, with an answer that
 * makes honest forwarders (Mastodon) stop instead of trying again.
 */
final class OwnerGate implements Gate {
  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    if (passage.signer().equals(passage.actor())) {
      return Gate.pass();
    }
    boolean forwarded =
        passage.activity().value("signature").isPresent()
            || passage.activity().value("proof").isPresent();
    return forwarded
        ? Gate.ignore("a forwarded activity")
        : Gate.refuse(401, "The key does not belong to the actor of the activity");
  }
}
