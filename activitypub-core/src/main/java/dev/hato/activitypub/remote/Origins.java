package dev.hato.activitypub.remote;

import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import java.util.Optional;
import java.util.Set;

/**
 * The one place that says who may speak for what (FEP-fe34): an id, the place where it was fetched,
 * the author and the actor must be of one origin. Every object from outside passes here before it
 * is stored. Immutable.
 */
public final class Origins {
  private final Set<String> own;

  /**
   * The rules of one server.
   *
   * @param own origins ({@code scheme://host[:port]}) of our own ids, which nobody else may use
   */
  public Origins(Set<String> own) {
    this.own = Set.copyOf(own);
  }

  /** Whether an id is ours. */
  public boolean isOwn(Iri iri) {
    return iri.origin().filter(own::contains).isPresent();
  }

  /**
   * What speaks against an object that its own origin serves, or that an actor of its origin sent.
   *
   * @return one sentence, empty when nothing does
   */
  public Optional<String> objection(ApObject object) {
    Optional<Iri> id = object.id();
    if (id.isEmpty()) {
      return Optional.of("the object has no id");
    }
    if (isOwn(id.get())) {
      return Optional.of("the object claims an id of this server: " + id.get());
    }
    return owner(object)
        .filter(owner -> !owner.sameOrigin(id.get()))
        .map(owner -> id.get() + " is attributed to an actor of another origin: " + owner);
  }

  /** Who answers for an object: itself for an actor, the actor of an activity, or the author. */
  private static Optional<Iri> owner(ApObject object) {
    return switch (object) {
      case Actor actor -> actor.id();
      case Activity activity -> activity.actor();
      default -> object.attributedTo().stream().findFirst();
    };
  }

  /** Whether this actor's word is enough for an embedded object: same origin, and its owner. */
  public boolean maySpeakFor(Iri actor, ApObject object) {
    return object.id().filter(actor::sameOrigin).isPresent()
        && objection(object).isEmpty()
        && owner(object).stream().allMatch(actor::equals);
  }

  /**
   * The page of an object to show to people: its {@code url} where that is on the host of its id,
   * and else the id, so that nothing looks as if it came from elsewhere.
   */
  public static Optional<Iri> page(ApObject object) {
    Optional<Iri> id = object.id();
    return object
        .url()
        .filter(url -> id.isPresent() && url.host().equals(id.get().host()))
        .or(() -> id.filter(Iri::isHttp));
  }
}
