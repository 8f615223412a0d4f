package dev.hato.activitypub.spi;

import dev.hato.activitypub.vocab.Iri;
import java.util.List;
import java.util.Optional;

/**
 * Port to the follows of local actors, for follower synchronisation (FEP-8fcf): what the other side
 * says about them, and what to do where it knows better. Called from jobs, and {@link #followersOf}
 * for deliveries that bring a digest.
 */
public interface LocalFollows {
  /** Follows nobody knows of: what others say about them is not listened to. */
  LocalFollows NONE =
      new LocalFollows() {
        @Override
        public Optional<List<Iri>> followersOf(Iri remoteActor, int limit) {
          return Optional.empty();
        }

        @Override
        public void unknownThere(Iri remoteActor, Iri follower) {}

        @Override
        public void unknownHere(Iri remoteActor, Iri follower) {}
      };

  /**
   * The ids of the local actors that follow a remote one and were accepted; empty when there are
   * more than the limit.
   */
  Optional<List<Iri>> followersOf(Iri remoteActor, int limit);

  /**
   * The remote actor's server does not know that this local actor follows it: end the follow, and
   * tell it by an {@code Undo}. Nothing happens when there is no such follow any more.
   */
  void unknownThere(Iri remoteActor, Iri follower);

  /**
   * The remote actor's server lists a local actor that does not follow it: when its request waits,
   * it is accepted; else send an {@code Undo} of a follow.
   */
  void unknownHere(Iri remoteActor, Iri follower);
}
