package dev.hato.activitypub.inbox;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.FetchResult;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Multikey;
import dev.hato.httpsig.DidKey;
import dev.hato.httpsig.VerificationKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Says whether a proof is an actor's. A key with an address was found by way of its owner already.
 * A {@code did:key} is anybody's: it speaks for an actor only when the actor's own document names
 * it among its {@code assertionMethod}s, by the name of the key or as a Multikey of the actor. The
 * document may be a day old: what strangers send must not have actors fetched again and again.
 */
final class ProofAuthors {
  private static final int MOST_KEYS = 5;

  private final RemoteObjects remote;
  private final InstantSource clock;

  ProofAuthors(RemoteObjects remote, InstantSource clock) {
    this.remote = remote;
    this.clock = clock;
  }

  enum Answer {
    YES,
    NO,
    /** The actor cannot be asked now. */
    UNKNOWN
  }

  Answer isBy(Iri actor, VerificationKey key) {
    if (!DidKey.isOne(key.controller())) {
      return Iri.parse(key.controller()).equals(actor) ? Answer.YES : Answer.NO;
    }
    FetchBudget budget = FetchBudget.of(4, 4L << 20, Duration.ofSeconds(20), clock);
    return answer(remote.actor(actor, budget), actor, key);
  }

  private static Answer answer(FetchResult<Actor> result, Iri actor, VerificationKey key) {
    return switch (result) {
      case FetchResult.Fetched<Actor>(Actor found) ->
          found.id().filter(actor::equals).isPresent() && names(found, actor, key)
              ? Answer.YES
              : Answer.NO;
      case FetchResult.Unreachable<Actor> unreachable -> Answer.UNKNOWN;
      case FetchResult.Gone<Actor> gone -> Answer.NO;
      case FetchResult.NotFound<Actor> notFound -> Answer.NO;
      case FetchResult.Refused<Actor> refused -> Answer.NO;
    };
  }

  private static boolean names(Actor found, Iri actor, VerificationKey key) {
    JsonNode methods = found.json().path("assertionMethod");
    List<JsonNode> all =
        methods instanceof ArrayNode array
            ? array.valueStream().limit(MOST_KEYS).toList()
            : List.of(methods);
    boolean byName =
        all.stream().anyMatch(m -> m.isString() && m.stringValue().equals(key.keyId()));
    String text = DidKey.ofVerificationMethod(key.keyId()).publicKeyMultibase();
    return byName
        || found.assertionMethods().stream()
            .limit(MOST_KEYS)
            .filter(method -> method.controller().filter(actor::equals).isPresent())
            .map(Multikey::publicKeyMultibase)
            .anyMatch(published -> published.filter(text::equals).isPresent());
  }
}
