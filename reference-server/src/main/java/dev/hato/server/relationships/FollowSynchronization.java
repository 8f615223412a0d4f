package dev.hato.server.relationships;

import dev.hato.activitypub.spi.LocalFollows;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.server.events.Events;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.relationships.Follow;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends follows of local accounts by the word of the server that they follow (FEP-8fcf), as
 * Mastodon does: it decides who follows its people, and gets an Undo for whom it wrongly has.
 */
final class FollowSynchronization implements LocalFollows {
  private static final Logger LOG = LoggerFactory.getLogger(FollowSynchronization.class);

  private final Transactions transactions;
  private final Events events;
  private final UnfollowAccount unfollow;
  private final FollowPost post;

  FollowSynchronization(
      Transactions transactions, Events events, UnfollowAccount unfollow, FollowPost post) {
    this.transactions = transactions;
    this.events = events;
    this.unfollow = unfollow;
    this.post = post;
  }

  @Override
  public Optional<List<Iri>> followersOf(Iri remoteActor, int limit) {
    return Optional.of(
            transactions.read(tx -> tx.follows().localFollowerUris(remoteActor.value(), limit + 1)))
        .filter(uris -> uris.size() <= limit)
        .map(uris -> uris.stream().map(Iri::parse).toList());
  }

  @Override
  public void unknownThere(Iri remoteActor, Iri follower) {
    mend(
        remoteActor,
        follower,
        (tx, local, target) -> {
          if (tx.follows().isFollowing(local.id(), target.id())) {
            unfollow.unfollow(tx, local, target);
            LOG.info("{} does not follow {} by the word of its server", follower, remoteActor);
          }
        });
  }

  @Override
  public void unknownHere(Iri remoteActor, Iri follower) {
    mend(
        remoteActor,
        follower,
        (tx, local, target) -> {
          Optional<Follow> known = tx.follows().find(local.id(), target.id());
          if (known.isEmpty()) {
            post.undoFollow(tx, local, target, post.newFollowUri(tx, local));
          } else if (tx.follows().accept(local.id(), target.id()).isPresent()) {
            events.publish(tx, new Followed(local.id(), target.id()));
          }
        });
  }

  /** One pair of accounts, within a transaction. */
  @FunctionalInterface
  private interface Mending {
    void mend(Tx tx, Account local, Account target);
  }

  private void mend(Iri remoteActor, Iri follower, Mending mending) {
    transactions.run(
        tx -> {
          Optional<Account> local = tx.accounts().findByUri(follower.value());
          Optional<Account> target = tx.accounts().findByUri(remoteActor.value());
          if (local.filter(Account::local).isPresent() && target.isPresent()) {
            mending.mend(tx, local.get(), target.get());
          }
        });
  }
}
