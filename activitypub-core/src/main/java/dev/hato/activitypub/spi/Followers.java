package dev.hato.activitypub.spi;

import dev.hato.activitypub.vocab.Iri;
import java.util.List;
import java.util.Optional;

/** Port to the accepted remote followers of a local actor, seen as places to deliver to. */
public interface Followers {
  /** The cursor of the first page. */
  String START = "";

  /**
   * One page of delivery targets: each a follower's shared inbox where it has one, and else its own
   * inbox. Targets are distinct over all pages and in a stable order.
   *
   * @param actor the local actor
   * @param after {@link #START} or the {@link InboxPage#next()} of the page before
   * @param limit the most targets to return
   */
  InboxPage inboxes(Iri actor, String after, int limit);

  /**
   * The ids of all accepted followers of a local actor on other servers, for follower
   * synchronisation (FEP-8fcf). Not in pages: one that is left out is taken off by its own server.
   *
   * @return empty when there are more than the limit, or when others are not to be told
   */
  default Optional<List<Iri>> ids(Iri actor, int limit) {
    return Optional.empty();
  }

  /**
   * Followers of a local actor that get their deliveries at an address, at most so many; for the
   * application to hear whose inbox is gone. None unless the port knows them.
   */
  default List<Iri> behind(Iri actor, Iri inbox, int limit) {
    return List.of();
  }
}
