package dev.hato.activitypub.spi;

import dev.hato.activitypub.vocab.Iri;
import java.util.Optional;

/**
 * Port to the cache of remote actor documents, by id alone: whatever is lost here is fetched again.
 * It knows no handles, so nothing that is saved can take over a name.
 */
public interface RemoteActorStore {
  /** The document under this id, of any age. */
  Optional<StoredActor> find(Iri actor);

  /** The document that lists this key. */
  Optional<StoredActor> findByKey(String keyId);

  /** Adds the document, or replaces the one with the same id together with its keys. */
  void save(StoredActor actor);

  /** Forgets the document and its keys. */
  void invalidate(Iri actor);
}
