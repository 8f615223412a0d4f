package dev.hato.examples;

import dev.hato.activitypub.memory.InMemoryRemoteActors;
import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.FetchResult;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Collection;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.webfinger.Acct;
import java.time.InstantSource;
import java.util.Optional;

/** Says how many followers accounts have: looks handles up, and needs no server of its own. */
record FollowerCounter(RemoteObjects remote, InstantSource clock) {
  /** Handles are the arguments: {@code @alice@example.org}. */
  public static void main(String[] handles) {
    try (SafeHttpClient http = SafeHttpClient.newBuilder().build()) {
      RemoteObjects remote =
          RemoteObjects.newBuilder(InstantSource.system())
              .http(http)
              .store(new InMemoryRemoteActors())
              .build();
      FollowerCounter counter = new FollowerCounter(remote, InstantSource.system());
      for (String handle : handles) {
        System.out.println(handle + ": " + counter.count(handle));
      }
    }
  }

  /** A number, or why there is none. Nothing is thrown for what others answer. */
  String count(String handle) {
    Optional<Acct> acct = Acct.parse(handle);
    if (acct.isEmpty()) {
      return "this is no handle";
    }
    FetchBudget budget = FetchBudget.standard(clock); // for all requests of this look-up
    FetchResult<ApObject> followers =
        remote
            .actorByAcct(acct.get(), budget)
            .then(
                named -> {
                  Optional<Iri> collection = named.actor().followers();
                  return collection.isPresent()
                      ? remote.fetch(collection.get(), budget)
                      : new FetchResult.NotFound<>();
                });
    return switch (followers) {
      case FetchResult.Fetched<ApObject>(Collection found) when found.totalItems().isPresent() ->
          String.valueOf(found.totalItems().getAsLong());
      case FetchResult.Fetched<ApObject> other -> "it does not say";
      case FetchResult.Gone<ApObject> gone -> "it was deleted";
      case FetchResult.NotFound<ApObject> notFound -> "there is no such account";
      case FetchResult.Refused<ApObject>(String reason) -> reason;
      case FetchResult.Unreachable<ApObject>(String detail) -> detail;
    };
  }
}
