package dev.hato.activitypub.memory;

import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.spi.InboxPage;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Followers of local actors. Thread-safe. */
public final class InMemoryFollowers implements Followers {
  private final Map<Iri, Map<Iri, Iri>> targets = new ConcurrentHashMap<>();

  /** A remote actor follows from now on; one without inbox or id does not. */
  public void add(Iri actor, Actor follower) {
    Optional<Iri> target = follower.sharedInbox().or(follower::inbox);
    if (follower.id().isPresent() && target.isPresent()) {
      targets.compute(
          actor,
          (id, known) -> {
            Map<Iri, Iri> more = known == null ? new LinkedHashMap<>() : new LinkedHashMap<>(known);
            more.put(follower.id().get(), target.get());
            return more;
          });
    }
  }

  /** Follows no longer. */
  public void remove(Iri actor, Iri follower) {
    targets.computeIfPresent(
        actor,
        (id, known) -> {
          Map<Iri, Iri> fewer = new LinkedHashMap<>(known);
          fewer.remove(follower);
          return fewer;
        });
  }

  /** The ids of those who follow, in the order in which they came. */
  public List<Iri> of(Iri actor) {
    return List.copyOf(targets.getOrDefault(actor, Map.of()).keySet());
  }

  @Override
  public Optional<List<Iri>> ids(Iri actor, int limit) {
    return Optional.of(of(actor)).filter(all -> all.size() <= limit);
  }

  @Override
  public List<Iri> behind(Iri actor, Iri inbox, int limit) {
    return targets.getOrDefault(actor, Map.of()).entrySet().stream()
        .filter(follower -> follower.getValue().equals(inbox))
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
  }

  @Override
  public InboxPage inboxes(Iri actor, String after, int limit) {
    List<Iri> rest =
        targets.getOrDefault(actor, Map.of()).values().stream()
            .distinct()
            .sorted(Comparator.comparing(Iri::value))
            .filter(target -> target.value().compareTo(after) > 0)
            .toList();
    if (rest.size() <= limit) {
      return new InboxPage(rest, Optional.empty());
    }
    List<Iri> page = rest.subList(0, limit);
    return new InboxPage(page, Optional.of(page.getLast().value()));
  }
}
