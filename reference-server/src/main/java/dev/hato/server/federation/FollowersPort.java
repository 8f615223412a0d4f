package dev.hato.server.federation;

import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.spi.InboxPage;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.storage.Transactions;
import java.util.List;
import java.util.Optional;

/** Where the remote followers of local accounts get their deliveries. */
final class FollowersPort implements Followers {
  private final Transactions transactions;

  FollowersPort(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public InboxPage inboxes(Iri actor, String after, int limit) {
    List<String> inboxes =
        transactions.read(tx -> tx.follows().inboxes(actor.value(), after, limit));
    return new InboxPage(
        inboxes.stream().map(Iri::parse).toList(),
        inboxes.size() == limit ? Optional.of(inboxes.getLast()) : Optional.empty());
  }

  @Override
  public Optional<List<Iri>> ids(Iri actor, int limit) {
    return Optional.of(transactions.read(tx -> tx.follows().followerUris(actor.value(), limit + 1)))
        .filter(uris -> uris.size() <= limit)
        .map(uris -> uris.stream().map(Iri::parse).toList());
  }

  @Override
  public List<Iri> behind(Iri actor, Iri inbox, int limit) {
    return transactions
        .read(tx -> tx.follows().followerUrisAt(actor.value(), inbox.value(), limit))
        .stream()
        .map(Iri::parse)
        .toList();
  }
}
