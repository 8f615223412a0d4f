package dev.hato.server.statuses;

import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.relationships.Relationship;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.tags.Tag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what subscribers need of a post before it goes. */
final class Deletion {
  /** Of those who boosted or favourited, the last so many are told. */
  private static final int MOST = 500;

  private Deletion() {}

  static StatusDeleted event(Tx tx, Status status) {
    long id = status.id();
    Set<Long> reached = new LinkedHashSet<>();
    tx.statuses().mentions(id).stream().map(Mention::accountId).forEach(reached::add);
    if (status.visibility().isOpen()) {
      status.inReplyToAccountId().ifPresent(reached::add);
    }
    Viewer author = Viewer.of(status.accountId());
    Page page = Page.first(MOST);
    tx.statuses().boostedBy(id, author, page).stream().map(Listed::value).forEach(reached::add);
    tx.favourites().accounts(id, author, page).stream().map(Listed::value).forEach(reached::add);
    reached.remove(status.accountId());
    // Who is blocked never saw it, mentioned or not.
    tx.relationships().of(status.accountId(), reached).values().stream()
        .filter(Relationship::blocking)
        .map(Relationship::targetId)
        .forEach(reached::remove);
    List<Tag> tags = tx.tags().ofStatuses(List.of(id)).getOrDefault(id, List.of());
    return new StatusDeleted(
        id,
        status.accountId(),
        status.uri(),
        status.visibility(),
        status.local(),
        List.copyOf(reached),
        tags.stream().map(Tag::id).toList());
  }
}
