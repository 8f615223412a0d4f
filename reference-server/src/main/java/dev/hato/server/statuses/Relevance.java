package dev.hato.server.statuses;

import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Mention;
import dev.hato.activitypub.vocab.Post;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.server.federation.SiteUrls;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which posts of other servers are worth a row here. Thread-safe. */
final class Relevance {
  private final Transactions transactions;
  private final ResolveStatus statuses;
  private final SiteUrls urls;

  Relevance(Transactions transactions, ResolveStatus statuses, SiteUrls urls) {
    this.transactions = transactions;
    this.statuses = statuses;
    this.urls = urls;
  }

  /** Whether somebody here is addressed or answered, or follows the author or who is answered. */
  boolean concernsUs(Post post, Account author) {
    return isAddressedHere(post) || answersSomebodyOfInterest(post) || isFollowed(author);
  }

  /** Whether anybody here follows an account. */
  boolean isFollowed(Account account) {
    return isFollowed(account.id());
  }

  private boolean isFollowed(long accountId) {
    return transactions.read(tx -> !tx.follows().localFollowers(accountId, 0, 1).isEmpty());
  }

  private boolean isAddressedHere(Post post) {
    Stream<Iri> named = post.mentions().stream().map(Mention::href).flatMap(Optional::stream);
    return Stream.of(post.to().stream(), post.cc().stream(), named)
        .flatMap(people -> people)
        .anyMatch(iri -> urls.localUsername(iri).isPresent());
  }

  private boolean answersSomebodyOfInterest(Post post) {
    return post.inReplyTo()
        .flatMap(Ref::id)
        .flatMap(statuses::known)
        .filter(parent -> parent.local() || isFollowed(parent.accountId()))
        .isPresent();
  }
}
