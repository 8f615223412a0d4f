package dev.hato.server.relationships;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Block;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Reject;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.server.accounts.ResolveAccount;
import dev.hato.server.events.Events;
import dev.hato.server.federation.SiteUrls;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.relationships.Follow.State;
import dev.hato.storage.relationships.FollowOptions;
import java.util.Optional;

/**
 * Follows and blocks that arrive from other servers. Every answer counts only from the one whom it
 * is about (P6): an Accept from the followed, an Undo from the follower. Repeats change nothing.
 */
final class RelationshipActivities {
  private final Transactions transactions;
  private final Events events;
  private final ResolveAccount resolve;
  private final SiteUrls urls;
  private final FollowPost post;

  RelationshipActivities(
      Transactions transactions,
      Events events,
      ResolveAccount resolve,
      SiteUrls urls,
      FollowPost post) {
    this.transactions = transactions;
    this.events = events;
    this.resolve = resolve;
    this.urls = urls;
    this.post = post;
  }

  void receive(InboxContext context, Follow follow) {
    Optional<Iri> id = follow.id();
    Optional<Account> sender = resolve.byIri(context.signer(), context.budget());
    if (id.isEmpty() || sender.isEmpty()) {
      return;
    }
    transactions.run(
        tx ->
            local(tx, follow)
                .ifPresent(target -> follow(tx, sender.get(), target, id.get().value())));
  }

  private void follow(Tx tx, Account sender, Account target, String uri) {
    if (target.suspended() || sender.suspended() || tx.blocks().between(sender.id(), target.id())) {
      post.reject(tx, target, sender, uri);
      return;
    }
    State state = target.locked() ? State.PENDING : State.ACCEPTED;
    boolean added =
        tx.follows().add(sender.id(), target.id(), state, FollowOptions.DEFAULT, uri).isPresent();
    if (!added) {
      tx.follows().setUri(sender.id(), target.id(), uri);
    } else if (state == State.PENDING) {
      events.publish(tx, new FollowRequested(sender.id(), target.id()));
    } else {
      events.publish(tx, new Followed(sender.id(), target.id()));
    }
    if (tx.follows().isFollowing(sender.id(), target.id())) {
      post.accept(tx, target, sender, uri);
    }
  }

  void receive(InboxContext context, Accept accept) {
    transactions.run(
        tx ->
            ourFollow(tx, context.signer(), accept)
                .flatMap(follow -> tx.follows().accept(follow.accountId(), follow.targetId()))
                .ifPresent(
                    follow ->
                        events.publish(tx, new Followed(follow.accountId(), follow.targetId()))));
  }

  void receive(InboxContext context, Reject reject) {
    transactions.run(
        tx ->
            ourFollow(tx, context.signer(), reject)
                .flatMap(follow -> tx.follows().remove(follow.accountId(), follow.targetId()))
                .ifPresent(
                    follow ->
                        events.publish(tx, new Unfollowed(follow.accountId(), follow.targetId()))));
  }

  void receive(InboxContext context, Block block) {
    Optional<Account> sender = resolve.byIri(context.signer(), context.budget());
    sender.ifPresent(
        account ->
            transactions.run(
                tx -> local(tx, block).ifPresent(target -> block(tx, account, target, block))));
  }

  private void block(Tx tx, Account sender, Account target, Block block) {
    tx.follows().remove(sender.id(), target.id());
    tx.follows().remove(target.id(), sender.id());
    String uri = block.id().map(Iri::value).orElse("");
    if (tx.blocks().add(sender.id(), target.id(), uri)) {
      events.publish(tx, new Blocked(sender.id(), target.id()));
    }
  }

  /** Takes back a Follow or a Block; undone likes and boosts are not for us. */
  void receive(InboxContext context, Undo undo) {
    transactions.run(
        tx ->
            tx.accounts()
                .findByUri(context.signer().value())
                .ifPresent(sender -> undo(tx, sender, undo)));
  }

  private void undo(Tx tx, Account sender, Undo undo) {
    Optional<ApObject> embedded = undo.object().flatMap(Ref::embedded);
    if (embedded.isPresent() && embedded.get() instanceof Block block) {
      local(tx, block).ifPresent(target -> tx.blocks().remove(sender.id(), target.id()));
      return;
    }
    Optional<Account> target =
        embedded.isPresent()
            ? embedded.filter(Follow.class::isInstance).flatMap(f -> local(tx, (Activity) f))
            : followed(tx, sender, undo);
    target
        .flatMap(followed -> tx.follows().remove(sender.id(), followed.id()))
        .ifPresent(gone -> events.publish(tx, new Unfollowed(gone.accountId(), gone.targetId())));
  }

  /** Whom the sender followed by the activity that an Undo names by its id alone. */
  private static Optional<Account> followed(Tx tx, Account sender, Undo undo) {
    return undo.object()
        .flatMap(Ref::id)
        .flatMap(id -> tx.follows().findByUri(id.value()))
        .filter(follow -> follow.accountId() == sender.id())
        .flatMap(follow -> tx.accounts().find(follow.targetId()));
  }

  /** The follow of a local account that an answer is about, if it is the signer's to answer. */
  private Optional<dev.hato.storage.relationships.Follow> ourFollow(
      Tx tx, Iri signer, Activity answer) {
    Optional<Account> followed = tx.accounts().findByUri(signer.value());
    return followed.flatMap(
        target ->
            answer
                .object()
                .flatMap(Ref::id)
                .flatMap(id -> tx.follows().findByUri(id.value()))
                .or(() -> embeddedFollow(tx, answer, target))
                .filter(follow -> follow.targetId() == target.id()));
  }

  private Optional<dev.hato.storage.relationships.Follow> embeddedFollow(
      Tx tx, Activity answer, Account target) {
    return answer
        .object()
        .flatMap(Ref::embedded)
        .filter(Follow.class::isInstance)
        .flatMap(follow -> ((Follow) follow).actor())
        .flatMap(urls::localUsername)
        .flatMap(tx.accounts()::findLocal)
        .flatMap(follower -> tx.follows().find(follower.id(), target.id()));
  }

  private Optional<Account> local(Tx tx, Activity activity) {
    return activity
        .object()
        .flatMap(Ref::id)
        .flatMap(urls::localUsername)
        .flatMap(tx.accounts()::findLocal);
  }
}
