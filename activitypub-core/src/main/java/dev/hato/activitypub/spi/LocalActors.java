package dev.hato.activitypub.spi;

import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Tombstone;
import dev.hato.httpsig.SigningKey;
import java.util.Optional;

/**
 * Port to the application's own actors: asked by the actor and inbox routes, and for the key each
 * time that something is signed. Implementations are called from many threads.
 */
public interface LocalActors {
  /** The actor behind the identifier of a URL; empty when there is none, or none any more. */
  Optional<LocalActor> find(String identifier);

  /** What stands in the place of a deleted actor; its route then answers 410 in place of 404. */
  default Optional<Tombstone> tombstone(String identifier) {
    return Optional.empty();
  }

  /**
   * The key that signs requests for this actor; RSA is what all peers verify. Deleted actors keep
   * theirs until their last Delete is delivered. Asked at send time, never stored in a job.
   */
  Optional<SigningKey> signingKey(Iri actor);

  /**
   * The Ed25519 key that makes integrity proofs for this actor (FEP-8b32), listed as one of its
   * {@code assertionMethod}s. Without one its activities carry no proofs. Asked at send time.
   */
  default Optional<SigningKey> proofKey(Iri actor) {
    return Optional.empty();
  }
}
