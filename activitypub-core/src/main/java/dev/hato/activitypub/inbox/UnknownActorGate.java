package dev.hato.activitypub.inbox;

import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Update;
import java.util.Optional;

/**
 * Answers the storm that follows when an account is deleted somewhere: every server of the network
 * is told, and an actor that was never known here need not be fetched only to be forgotten.
 */
final class UnknownActorGate implements Gate {
  private final RemoteActorStore store;

  UnknownActorGate(RemoteActorStore store) {
    this.store = store;
  }

  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    Activity activity = passage.activity();
    boolean aboutItself =
        (activity instanceof Delete || activity instanceof Update)
            && activity.object().flatMap(Ref::id).filter(passage.actor()::equals).isPresent();
    return aboutItself && store.find(passage.actor()).isEmpty()
        ? Gate.ignore("an actor that is not known here")
        : Gate.pass();
  }
}
