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
 * For whom documents are answered: for the account that signed the request, else for nobody known.
 * A signature can hide, too: from whom is suspended here, and from whom the author blocks. Where
 * each request must be signed, none of this is asked without a signature.
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
    Optional<Account> signer = signer(request);
    return signer.filter(Account::suspended).isPresent()
        ? Optional.empty()
        : lookup.apply(signer.map(Account::id).map(Viewer::of).orElseGet(Viewer::anonymous));
  }

  /** Whether the collections of a local account are there for who asks (M40). */
  boolean mayRead(DocumentRequest request, Account owner) {
    Optional<Account> signer = signer(request);
    return signer.isEmpty()
        || (!signer.get().suspended()
            && !transactions.read(tx -> tx.blocks().exists(owner.id(), signer.get().id())));
  }

  /** The account that signed; empty for one that was never heard of, which nobody can block. */
  private Optional<Account> signer(DocumentRequest request) {
    return request
        .signer()
        .flatMap(signer -> transactions.read(tx -> tx.accounts().findByUri(signer.value())));
  }
}
