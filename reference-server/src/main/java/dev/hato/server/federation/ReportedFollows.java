package dev.hato.server.federation;

import dev.hato.activitypub.spi.LocalFollows;
import dev.hato.activitypub.vocab.Iri;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Passes on what other servers say about follows to the feature that owns them, which plugs in
 * after the federation was made.
 */
final class ReportedFollows implements LocalFollows {
  private volatile Supplier<LocalFollows> owner = () -> LocalFollows.NONE;

  void read(Supplier<LocalFollows> registered) {
    owner = registered;
  }

  @Override
  public Optional<List<Iri>> followersOf(Iri remoteActor, int limit) {
    return owner.get().followersOf(remoteActor, limit);
  }

  @Override
  public void unknownThere(Iri remoteActor, Iri follower) {
    owner.get().unknownThere(remoteActor, follower);
  }

  @Override
  public void unknownHere(Iri remoteActor, Iri follower) {
    owner.get().unknownHere(remoteActor, follower);
  }
}
