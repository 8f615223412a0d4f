package dev.hato.activitypub.outbox;

import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where an activity is delivered to: the followers of an actor, named inboxes, or both. Each shared
 * inbox gets the activity once, however many recipients are behind it. Immutable.
 *
 * @param followersOf the local actor whose followers get it
 * @param inboxes further delivery targets
 */
public record Audience(Optional<Iri> followersOf, Set<Iri> inboxes) {
  /** Copies the set and keeps its order. */
  public Audience {
    inboxes = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(inboxes));
  }

  /** The followers of a local actor. */
  public static Audience followersOf(Iri actor) {
    return new Audience(Optional.of(actor), Set.of());
  }

  /** Remote actors, each by its shared inbox where it has one; an actor without inbox is nobody. */
  public static Audience actors(List<Actor> actors) {
    return new Audience(Optional.empty(), Set.of()).and(actors);
  }

  /** Delivery targets as they are. */
  public static Audience inboxes(java.util.Collection<Iri> inboxes) {
    return new Audience(Optional.empty(), new LinkedHashSet<>(inboxes));
  }

  /** This audience, and these actors. */
  public Audience and(List<Actor> actors) {
    Set<Iri> more = new LinkedHashSet<>(inboxes);
    actors.forEach(actor -> actor.sharedInbox().or(actor::inbox).ifPresent(more::add));
    return new Audience(followersOf, more);
  }

  /** This audience, and these delivery targets. */
  public Audience andInboxes(java.util.Collection<Iri> targets) {
    Set<Iri> more = new LinkedHashSet<>(inboxes);
    more.addAll(targets);
    return new Audience(followersOf, more);
  }

  /** Whether nobody is addressed. */
  public boolean isEmpty() {
    return followersOf.isEmpty() && inboxes.isEmpty();
  }
}
