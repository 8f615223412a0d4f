package dev.hato.activitypub.remote;

import dev.hato.activitypub.remote.FetchResult.Fetched;
import dev.hato.activitypub.remote.FetchResult.Refused;
import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.spi.StoredActor;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Remote actors, from the store while they are fresh and else from their origin. A look-up that
 * failed is not tried again for ten minutes; an actor that is stale and cannot be reached is served
 * as it was.
 */
final class Actors {
  static final Duration FRESH = Duration.ofHours(24);
  private static final Duration FAILED = Duration.ofMinutes(10);
  private static final int MOST_FAILURES = 10_000;

  private final Documents documents;
  private final RemoteActorStore store;
  private final InstantSource clock;
  private final Recent<Iri, FetchResult<Actor>> failures;

  Actors(Documents documents, RemoteActorStore store, InstantSource clock) {
    this.documents = documents;
    this.store = store;
    this.clock = clock;
    this.failures = new Recent<>(MOST_FAILURES, FAILED, clock);
  }

  FetchResult<Actor> find(Iri id, FetchBudget budget) {
    Optional<StoredActor> stored = store.find(id);
    if (stored.isPresent() && stored.get().fetchedAt().plus(FRESH).isAfter(clock.instant())) {
      return new Fetched<>(stored.get().document());
    }
    FetchResult<Actor> result = failures.get(id).orElseGet(() -> refresh(id, budget));
    return result instanceof FetchResult.Unreachable<Actor> && stored.isPresent()
        ? new Fetched<>(stored.get().document())
        : result;
  }

  FetchResult<Actor> refresh(Iri id, FetchBudget budget) {
    boolean affordable = budget.requestsLeft() > 0;
    FetchResult<Actor> result = documents.fetch(id, budget).then(object -> asActor(object, id));
    switch (result) {
      case Fetched<Actor> fetched -> failures.remove(id);
      case FetchResult.Gone<Actor> gone -> {
        store.invalidate(id);
        failures.put(id, result);
      }
      case FetchResult.NotFound<Actor> notFound -> failures.put(id, result);
      case FetchResult.Unreachable<Actor> unreachable -> failures.put(id, result);
      case Refused<Actor> refused -> {
        // A spent budget says nothing about the actor.
        if (affordable && budget.requestsLeft() > 0) {
          failures.put(id, result);
        }
      }
    }
    return result;
  }

  private FetchResult<Actor> asActor(ApObject object, Iri asked) {
    return object instanceof Actor actor ? accept(actor) : new Refused<>(asked + " is no actor");
  }

  /** Stores an actor that its origin served, when it can take part in federation at all. */
  FetchResult<Actor> accept(Actor actor) {
    Optional<Iri> id = actor.id();
    if (id.isEmpty() || actor.inbox().filter(Iri::isHttp).isEmpty()) {
      return new Refused<>("the actor has no id or no inbox");
    }
    store.save(new StoredActor(id.get(), actor, RemoteKeys.keyIds(actor), clock.instant()));
    return new Fetched<>(actor);
  }
}
