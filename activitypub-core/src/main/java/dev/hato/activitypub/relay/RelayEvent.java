package dev.hato.activitypub.relay;

import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;

/** What an activity that has come means for the following of a relay. */
public sealed interface RelayEvent {
  /**
   * The relay takes us in: keep {@link RelayFollow#acceptedBy}.
   *
   * @param relay its actor
   */
  record Accepted(Iri relay) implements RelayEvent {}

  /** The relay does not take us, or no longer: forget it. */
  record Refused(Iri relay) implements RelayEvent {}

  /** The relay follows back (LitePub): accept it, and send it what is public. */
  record FollowsBack(Iri relay) implements RelayEvent {}

  /**
   * The relay tells of a post. It is no boost: fetch the post from its origin, and show it as its
   * author's.
   */
  record Announced(Ref<ApObject> post) implements RelayEvent {}

  /**
   * The relay has passed an activity on, with its author's proof: handle it as the author's, though
   * nobody here follows him.
   *
   * @param author the verified actor
   */
  record PassedOn(Iri author) implements RelayEvent {}

  /** It has nothing to do with this relay. */
  record Unrelated() implements RelayEvent {}
}
