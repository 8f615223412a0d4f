package dev.hato.activitypub.memory;

import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.spi.StoredActor;
import dev.hato.activitypub.vocab.Iri;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ten thousand remote actors that were used last. Thread-safe. */
public final class InMemoryRemoteActors implements RemoteActorStore {
  private static final int CAPACITY = 10_000;

  private final Bounded<Iri, StoredActor> actors = new Bounded<>(CAPACITY);
  private final Map<String, Iri> owners = new HashMap<>();

  @Override
  public synchronized Optional<StoredActor> find(Iri actor) {
    return Optional.ofNullable(actors.get(actor));
  }

  @Override
  public synchronized Optional<StoredActor> findByKey(String keyId) {
    return Optional.ofNullable(owners.get(keyId)).flatMap(this::find);
  }

  @Override
  public synchronized void save(StoredActor actor) {
    invalidate(actor.id());
    actors.put(actor.id(), actor);
    // Nobody else may take a key over: it belongs to the document of its own origin.
    actor.keyIds().stream()
        .filter(key -> Iri.parse(key).sameOrigin(actor.id()))
        .forEach(key -> owners.put(key, actor.id()));
    if (owners.size() > 2 * CAPACITY) {
      owners.values().retainAll(actors.keySet());
    }
  }

  @Override
  public synchronized void invalidate(Iri actor) {
    actors.remove(actor);
    owners.values().removeIf(actor::equals);
  }
}
