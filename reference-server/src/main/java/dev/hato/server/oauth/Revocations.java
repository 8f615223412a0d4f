package dev.hato.server.oauth;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells whoever acts for a token that it has ended, so that caches forget it and open streams close
 * (M16, M20). Tell after the commit. Thread-safe.
 */
public final class Revocations {
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Something that may still act for a token. */
  @FunctionalInterface
  public interface Listener {
    /** The tokens with these ids are gone. */
    void revoked(Set<Long> tokenIds);
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  public void announce(Collection<Long> tokenIds) {
    if (!tokenIds.isEmpty()) {
      Set<Long> ids = Set.copyOf(tokenIds);
      listeners.forEach(listener -> listener.revoked(ids));
    }
  }
}
