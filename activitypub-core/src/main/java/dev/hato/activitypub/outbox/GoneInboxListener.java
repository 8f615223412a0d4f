package dev.hato.activitypub.outbox;

import dev.hato.activitypub.vocab.Iri;
import java.util.List;

/**
 * Hook for permanent failures: an inbox is not there (404) or no longer (410), and the application
 * may want to forget who was behind it. Called on the delivering thread; must not throw.
 */
@FunctionalInterface
public interface GoneInboxListener {
  /** Does nothing. */
  GoneInboxListener NONE = gone -> {};

  /**
   * An inbox that does not exist.
   *
   * @param inbox its address; a shared inbox says little about the actors behind it
   * @param status 404 or 410
   * @param sender whose delivery it was
   * @param followers of the sender that get their deliveries there, a thousand at most
   */
  record GoneInbox(Iri inbox, int status, Iri sender, List<Iri> followers) {}

  /** An inbox was found to be gone. */
  void gone(GoneInbox gone);
}
