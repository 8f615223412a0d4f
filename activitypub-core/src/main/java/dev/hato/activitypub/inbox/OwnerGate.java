package dev.hato.activitypub.inbox;

import java.util.Optional;

/** The key of the signature, or of the proof, must belong to the actor of the activity. */
final class OwnerGate implements Gate {
  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    return passage.signer().equals(passage.actor())
        ? Gate.pass()
        : Gate.refuse(401, "The key does not belong to the actor of the activity");
  }
}
