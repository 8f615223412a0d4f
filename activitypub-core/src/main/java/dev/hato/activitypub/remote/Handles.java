package dev.hato.activitypub.remote;

import dev.hato.activitypub.remote.FetchResult.Fetched;
import dev.hato.activitypub.remote.FetchResult.Gone;
import dev.hato.activitypub.remote.FetchResult.NotFound;
import dev.hato.activitypub.remote.FetchResult.Refused;
import dev.hato.activitypub.remote.FetchResult.Unreachable;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.WebFingerClient;
import dev.hato.webfinger.WebFingerResult;
import java.util.Locale;
import java.util.Optional;

/**
 * Ties handles to actors in both directions: the handle's host must lead to the actor, and the
 * actor must claim the handle, by {@code webfinger} (FEP-2c59) or by its user name and host.
 */
final class Handles {
  /** What a look-up costs of a budget: most take one request, and six is the most. */
  private static final int COST = 3;

  private final WebFingerClient client;
  private final Actors actors;

  Handles(WebFingerClient client, Actors actors) {
    this.client = client;
    this.actors = actors;
  }

  FetchResult<NamedActor> byAcct(Acct acct, FetchBudget budget) {
    return lookup(acct, budget)
        .then(
            found ->
                actors
                    .find(Iri.parse(found.actor()), budget)
                    .then(actor -> agreed(found.subject(), actor, budget)));
  }

  /** The handle of an actor that was found by its id. */
  FetchResult<NamedActor> nameOf(Actor actor, FetchBudget budget) {
    return claimed(actor)
        .map(claim -> confirm(claim, actor, budget))
        .orElseGet(() -> new Refused<>("the actor has no user name"));
  }

  private FetchResult<NamedActor> agreed(Acct subject, Actor actor, FetchBudget budget) {
    boolean sameUser =
        actor
            .preferredUsername()
            .filter(u -> u.toLowerCase(Locale.ROOT).equals(lower(subject.user())))
            .isPresent();
    if (!sameUser) {
      return new Refused<>(subject + " leads to an actor with another user name");
    }
    if (claimed(actor).filter(subject::sameAs).isPresent()) {
      return new Fetched<>(new NamedActor(actor, subject));
    }
    return nameOf(actor, budget)
        .then(
            named ->
                named.handle().sameAs(subject)
                    ? new Fetched<>(named)
                    : new Refused<>(subject + " leads to an actor that is " + named.handle()));
  }

  private FetchResult<NamedActor> confirm(Acct claim, Actor actor, FetchBudget budget) {
    return lookup(claim, budget)
        .then(
            found -> {
              boolean leadsBack = actor.id().filter(Iri.parse(found.actor())::equals).isPresent();
              return leadsBack && lower(found.subject().user()).equals(lower(claim.user()))
                  ? new Fetched<>(new NamedActor(actor, found.subject()))
                  : new Refused<>(claim + " does not lead back to the actor that claims it");
            });
  }

  private static Optional<Acct> claimed(Actor actor) {
    Optional<Acct> stated = actor.webfinger().flatMap(Acct::parse);
    return stated.isPresent()
        ? stated
        : actor
            .preferredUsername()
            .flatMap(user -> authority(actor).flatMap(host -> Acct.parse(user + "@" + host)));
  }

  private static Optional<String> authority(Actor actor) {
    return actor
        .id()
        .flatMap(Iri::origin)
        .map(origin -> origin.substring(origin.indexOf("://") + 3))
        .filter(authority -> !authority.isEmpty());
  }

  private FetchResult<WebFingerResult.Found> lookup(Acct acct, FetchBudget budget) {
    if (!budget.take(COST)) {
      return new Refused<>("the budget of this operation is spent");
    }
    return switch (client.lookup(acct)) {
      case WebFingerResult.Found found -> new Fetched<>(found);
      case WebFingerResult.Gone() -> new Gone<>();
      case WebFingerResult.NotFound() -> new NotFound<>();
      case WebFingerResult.Refused(String reason) -> new Refused<>(reason);
      case WebFingerResult.Unreachable(String detail) -> new Unreachable<>(detail);
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
