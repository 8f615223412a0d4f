package dev.hato.activitypub.spi;

import dev.hato.activitypub.vocab.Iri;
import java.util.List;
import java.util.Optional;

/**
 * A page of delivery targets from {@link Followers}.
 *
 * @param targets distinct shared or personal inboxes
 * @param next the cursor of the next page; empty on the last one
 */
public record InboxPage(List<Iri> targets, Optional<String> next) {
  /** Copies the list. */
  public InboxPage {
    targets = List.copyOf(targets);
  }
}
