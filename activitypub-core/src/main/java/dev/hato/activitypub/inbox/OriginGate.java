package dev.hato.activitypub.inbox;

import dev.hato.activitypub.remote.Origins;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.activitypub.vocab.Update;
import java.util.Optional;

/**
 * An actor may make, change, delete and take back only what is of its own origin; nobody may do so
 * with ids of this server.
 */
final class OriginGate implements Gate {
  private final Origins origins;

  OriginGate(Origins origins) {
    this.origins = origins;
  }

  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    Activity activity = passage.activity();
    Iri actor = passage.actor();
    if (origins.isOwn(actor)) {
      return Gate.refuse(403, "The actor is one of this server");
    }
    if (!activity.id().stream().allMatch(actor::sameOrigin)) {
      return Gate.refuse(403, "The activity has an id of another origin than its actor");
    }
    boolean owning =
        switch (activity) {
          case Create create -> true;
          case Update update -> true;
          case Delete delete -> true;
          case Undo undo -> true;
          default -> false;
        };
    return owning && !activity.objects().stream().allMatch(object -> isOwnedBy(actor, object))
        ? Gate.refuse(403, "The object is not one of the actor's")
        : Gate.pass();
  }

  private boolean isOwnedBy(Iri actor, Ref<ApObject> object) {
    if (!object.id().stream().allMatch(actor::sameOrigin)) {
      return false;
    }
    // An anonymous embedded object belongs to who sends it, unless it names somebody else.
    return object
        .embedded()
        .filter(embedded -> embedded.id().isPresent() && !origins.maySpeakFor(actor, embedded))
        .isEmpty();
  }
}
