package dev.hato.activitypub.spi;

import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import java.time.Instant;
import java.util.List;

/**
 * A remote actor's document as it was last fetched from its own origin.
 *
 * @param id the actor's id, equal to the document's
 * @param document the whole document
 * @param keyIds ids of the public keys that the document lists
 * @param fetchedAt when it was fetched
 */
public record StoredActor(Iri id, Actor document, List<String> keyIds, Instant fetchedAt) {
  /** Copies the list. */
  public StoredActor {
    keyIds = List.copyOf(keyIds);
  }
}
