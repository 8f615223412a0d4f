package dev.hato.server.federation;

import dev.hato.activitypub.inbox.BlockList;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.storage.Transactions;
import java.util.Set;

/** Whom this server does not hear: suspended accounts. It has no blocks of whole hosts. */
final class BlockPort implements BlockList {
  private final Transactions transactions;

  BlockPort(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean isBlocked(Iri actor) {
    return transactions.read(tx -> tx.accounts().isSuspended(actor.value()));
  }

  @Override
  public boolean isAnyHostBlocked(Set<String> hosts) {
    return false;
  }
}
