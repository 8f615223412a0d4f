package dev.hato.activitypub.inbox;

import dev.hato.activitypub.vocab.Iri;
import java.util.Set;

/** Port to the application's decisions about whom it hears. Called for each verified delivery. */
public interface BlockList {
  /** Hears everybody. */
  BlockList NONE =
      new BlockList() {
        @Override
        public boolean isBlocked(Iri actor) {
          return false;
        }

        @Override
        public boolean isAnyHostBlocked(Set<String> hosts) {
          return false;
        }
      };

  /** Whether the server refuses everything of this actor: suspended, or of a blocked host. */
  boolean isBlocked(Iri actor);

  /**
   * Whether the server refuses one of the hosts that an activity involves: of its objects, their
   * authors, what they answer to, and whom they mention.
   */
  boolean isAnyHostBlocked(Set<String> hosts);
}
