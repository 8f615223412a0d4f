package dev.hato.activitypub.remote;

import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.spi.StoredActor;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Multikey;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.KeyLookup;
import dev.hato.httpsig.KeyResolver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the public key behind a signature's key id, and proves whose it is: the actor that owns the
 * key lists it under exactly this id, and key and actor are of one origin. What is fetched on the
 * way is stored under the actor's id and nowhere else, so that a key can never create or rename an
 * account. Wrap it in a {@link dev.hato.httpsig.CachingKeyResolver}.
 */
final class RemoteKeys implements KeyResolver {
  private static final int MOST_KEYS = 5;

  private final Actors actors;
  private final RemoteActorStore store;
  private final Documents documents;
  private final InstantSource clock;
  private final Supplier<FetchBudget> budgets;

  RemoteKeys(Actors actors, RemoteActorStore store, Documents documents, InstantSource clock) {
    this.actors = actors;
    this.store = store;
    this.documents = documents;
    this.clock = clock;
    this.budgets = () -> FetchBudget.of(4, 4L << 20, Duration.ofSeconds(20), clock);
  }

  @Override
  public KeyLookup resolve(String keyId, boolean refresh) {
    Optional<StoredActor> stored = store.findByKey(keyId);
    Optional<KeyLookup> known = stored.flatMap(actor -> keyOf(actor.document(), keyId));
    if (known.isPresent() && !refresh && isFresh(stored.get())) {
      return known.get();
    }
    KeyLookup fetched = fetch(Iri.parse(keyId));
    return switch (fetched) {
      // An actor that deletes itself signs its last activity with a key that is no longer served.
      case KeyLookup.Gone gone when !refresh && known.isPresent() -> known.get();
      case KeyLookup.Unreachable unreachable when !refresh && known.isPresent() -> known.get();
      case KeyLookup.Gone gone -> gone;
      case KeyLookup.Unreachable unreachable -> unreachable;
      case KeyLookup.Found found -> found;
      case KeyLookup.Invalid invalid -> invalid;
    };
  }

  private boolean isFresh(StoredActor actor) {
    Instant now = clock.instant();
    return actor.fetchedAt().plus(Actors.FRESH).isAfter(now);
  }

  private KeyLookup fetch(Iri keyId) {
    FetchBudget budget = budgets.get();
    FetchResult<ApObject> document = documents.fetch(keyId, budget);
    FetchResult<Actor> owner =
        document.then(
            found ->
                found instanceof Actor actor
                    ? actors.accept(actor)
                    : ownerOfDocument(found, keyId, budget));
    return switch (owner) {
      case FetchResult.Fetched<Actor>(Actor actor) ->
          keyOf(actor, keyId.value())
              .orElseGet(
                  () ->
                      new KeyLookup.Invalid(
                          actor.id().map(Iri::value).orElse("the actor")
                              + " does not list the key "
                              + keyId));
      case FetchResult.Gone<Actor> gone -> new KeyLookup.Gone(keyId + " is gone");
      case FetchResult.NotFound<Actor> notFound -> new KeyLookup.Gone(keyId + " is not found");
      case FetchResult.Refused<Actor>(String reason) -> new KeyLookup.Invalid(reason);
      case FetchResult.Unreachable<Actor>(String detail) -> new KeyLookup.Unreachable(detail);
    };
  }

  /** A key with a document of its own: its id must be the one that was asked for. */
  private FetchResult<Actor> ownerOfDocument(ApObject document, Iri keyId, FetchBudget budget) {
    if (!document.id().filter(keyId::equals).isPresent()) {
      return new FetchResult.Refused<>("the document at " + keyId + " is another key");
    }
    Optional<Iri> owner = document.iri("owner").or(() -> document.iri("controller"));
    return owner.isPresent()
        ? actors.refresh(owner.get(), budget)
        : new FetchResult.Refused<>("the key " + keyId + " has no owner");
  }

  /** The ids under which the actor's keys may be used. */
  static List<String> keyIds(Actor actor) {
    return Stream.concat(pems(actor), multikeys(actor))
        .flatMap(key -> key.id().stream())
        .map(Iri::value)
        .distinct()
        .toList();
  }

  private static Optional<KeyLookup> keyOf(Actor actor, String keyId) {
    String owner = actor.id().map(Iri::value).orElse("");
    Predicate<ApObject> asked = key -> key.id().filter(id -> id.value().equals(keyId)).isPresent();
    return pems(actor)
        .filter(asked)
        .findFirst()
        .flatMap(PublicKey::publicKeyPem)
        .map(pem -> KeyLookup.fromPem(keyId, owner, pem))
        .or(
            () ->
                multikeys(actor)
                    .filter(asked)
                    .findFirst()
                    .flatMap(Multikey::publicKeyMultibase)
                    .map(text -> KeyLookup.fromMultikey(keyId, owner, text)));
  }

  /** Keys that the actor lists as its own, under ids of its own origin. */
  private static Stream<PublicKey> pems(Actor actor) {
    Iri owner = actor.id().orElse(Iri.parse(""));
    return actor.publicKeys().stream()
        .limit(MOST_KEYS)
        .filter(key -> key.owner().stream().allMatch(owner::equals))
        .filter(key -> key.id().filter(owner::sameOrigin).isPresent());
  }

  /** The same for keys in the form of FEP-521a, which must name their controller. */
  private static Stream<Multikey> multikeys(Actor actor) {
    Iri owner = actor.id().orElse(Iri.parse(""));
    return actor.assertionMethods().stream()
        .limit(MOST_KEYS)
        .filter(key -> key.controller().filter(owner::equals).isPresent())
        .filter(key -> key.id().filter(owner::sameOrigin).isPresent());
  }
}
