package dev.hato.activitypub;

import dev.hato.activitypub.followers.SentSynchronization;
import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.telemetry.OperationKind;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.OrderedCollection;
import dev.hato.activitypub.vocab.Ref;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a server reads which of its people follow a local actor (FEP-8fcf): one page, for a signed
 * request, of the signer's own server alone.
 */
final class FollowerRoute {
  private static final String IDENTIFIER = "identifier";

  private final String base;
  private final PathTemplate template;
  private final PathTemplate actorRoute;
  private final LocalActors actors;

  FollowerRoute(String base, PathTemplate template, String actorRoute, LocalActors actors) {
    this.base = base;
    this.template = template;
    this.actorRoute = new PathTemplate(actorRoute);
    this.actors = actors;
  }

  /** Where the followers of a local actor are listed; empty for one without followers. */
  Optional<SentSynchronization.Addresses> addresses(Iri actor) {
    if (!actor.value().startsWith(base + "/")) {
      return Optional.empty();
    }
    return actorRoute
        .match(actor.value().substring(base.length()))
        .flatMap(
            values ->
                actors
                    .find(Objects.requireNonNull(values.get(IDENTIFIER), IDENTIFIER))
                    .flatMap(local -> local.document().followers())
                    .map(
                        followers ->
                            new SentSynchronization.Addresses(
                                followers, Iri.parse(base + template.expand(values)))));
  }

  Route route(Documents documents, SentSynchronization synchronization) {
    DocumentSource source = asked -> part(asked, synchronization);
    var signed = new Documents.Guarded<>(source, ReadPolicy.SIGNED_ONLY);
    return new Route(
        template,
        OperationKind.COLLECTION,
        (request, values) -> documents.serve(request, values, signed));
  }

  private Optional<ApObject> part(DocumentRequest asked, SentSynchronization synchronization) {
    Optional<Iri> actor =
        actors
            .find(asked.value(IDENTIFIER))
            .map(LocalActor::document)
            .flatMap(document -> document.id());
    Optional<String> origin = asked.signer().flatMap(Iri::origin);
    if (actor.isEmpty() || origin.isEmpty()) {
      return Optional.empty();
    }
    return synchronization
        .of(actor.get(), origin.get())
        .map(
            ids ->
                OrderedCollection.newBuilder()
                    .id(asked.id())
                    .totalItems(ids.size())
                    .items(ids.stream().<Ref<ApObject>>map(Ref::to).toList())
                    .build());
  }
}
