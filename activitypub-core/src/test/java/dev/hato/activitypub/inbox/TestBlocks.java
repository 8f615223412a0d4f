package dev.hato.activitypub.inbox;

import dev.hato.activitypub.vocab.Iri;
import java.util.Set;

/** Blocks what a test names. */
final class TestBlocks implements BlockList {
  Set<Iri> actors = Set.of();
  Set<String> hosts = Set.of();

  @Override
  public boolean isBlocked(Iri actor) {
    return actors.contains(actor);
  }

  @Override
  public boolean isAnyHostBlocked(Set<String> involved) {
    return involved.stream().anyMatch(hosts::contains);
  }
}
