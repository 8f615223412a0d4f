package dev.hato.server.federation;

import dev.hato.activitypub.DocumentRequest;
import dev.hato.activitypub.ReadPolicy;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Viewer;
import java.util.Optional;
import java.util.function.Function;

/**
 * For whom documents are answered: what everybody may see is the same for all, so that caches may
 * share it; only what is missing then is looked for in the name of who signed. Where each request
 * must be signed, the signer counts from the start.
 */
final class Readers implements ReadPolicy {
  private final Transactions transactions;
  private final BlockPort blocks;
  private final Iri instanceActor;
  private final boolean signedOnly;

  Readers(Transactions transactions, BlockPort blocks, Iri instanceActor, boolean signedOnly) {
    this.transactions = transactions;
    this.blocks = blocks;
    this.instanceActor = instanceActor;
    this.signedOnly = signedOnly;
  }

  /** The instance actor is open to all: two servers that want signatures must begin somewhere. */
  @Override
  public Decision decide(DocumentRequest request) {
    if (!signedOnly || request.id().equals(instanceActor)) {
      return Decision.ALLOW;
    }
    Optional<Iri> signer = request.signer();
    if (signer.isEmpty()) {
      return Decision.NEEDS_SIGNATURE;
    }
    return blocks.isBlocked(signer.get()) ? Decision.HIDE : Decision.ALLOW;
  }

  /** Looks a document up for who asks. */
  Optional<ApObject> find(DocumentRequest request, Function<Viewer, Optional<ApObject>> lookup) {
    Optional<ApObject> open = signedOnly ? Optional.empty() : lookup.apply(Viewer.anonymous());
    return open.isPresent() ? open : signer(request).flatMap(lookup);
  }

  private Optional<Viewer> signer(DocumentRequest request) {
    return request
        .signer()
        .map(
            signer ->
                transactions
                    .read(tx -> tx.accounts().findByUri(signer.value()))
                    .filter(account -> !account.suspended())
                    .map(Account::id)
                    .map(Viewer::of)
                    .orElseGet(Viewer::anonymous));
  }
}
