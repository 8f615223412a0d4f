package dev.hato.server.accounts;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Update;
import dev.hato.server.federation.SiteUrls;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Profiles in both directions: our changes go to the followers' servers, theirs are read anew. */
final class AccountActivities {
  private static final Logger log = LoggerFactory.getLogger(AccountActivities.class);

  private final Transactions transactions;
  private final ResolveAccount accounts;
  private final ActorDocuments documents;
  private final Outbox outbox;
  private final SiteUrls urls;

  AccountActivities(
      Transactions transactions,
      ResolveAccount accounts,
      ActorDocuments documents,
      Outbox outbox,
      SiteUrls urls) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.documents = documents;
    this.outbox = outbox;
    this.urls = urls;
  }

  /**
   * An actor says that it changed. What it sent is not believed: the document is fetched from its
   * origin (M24, H1). Updates about anything else are not for us.
   */
  void receive(InboxContext context, Update update) {
    boolean aboutSelf =
        update.object().flatMap(Ref::id).filter(context.signer()::equals).isPresent();
    if (aboutSelf && accounts.known(context.signer()).isPresent()) {
      accounts
          .refresh(context.signer(), context.budget())
          .ifPresent(account -> log.debug("profile of {} read anew", account.id()));
    }
  }

  /**
   * An actor says that it is gone: nothing of it is shown any more. Deletions of anything else are
   * not for us.
   */
  void receive(InboxContext context, Delete delete) {
    boolean aboutSelf =
        delete.object().flatMap(Ref::id).filter(context.signer()::equals).isPresent();
    if (aboutSelf) {
      transactions.run(
          tx ->
              tx.accounts()
                  .findByUri(context.signer().value())
                  .filter(account -> !account.local())
                  .ifPresent(account -> tx.accounts().setSuspended(account.id(), true)));
    }
  }

  /** Sends the profile to the followers. */
  void send(AccountUpdated event) {
    transactions.run(
        tx ->
            tx.accounts()
                .find(event.accountId())
                .filter(Account::local)
                .ifPresent(
                    account -> {
                      Iri actor = Iri.parse(account.uri());
                      long time = tx.now().toEpochMilli();
                      Update update =
                          Update.of(
                              Iri.parse(urls.activity(account.username(), "updates", time)),
                              actor,
                              documents.of(account, tx.keys().ofAccount(account.id())));
                      outbox.send(tx, actor, update, Audience.followersOf(actor));
                    }));
  }
}
