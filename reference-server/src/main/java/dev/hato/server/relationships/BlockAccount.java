package dev.hato.server.relationships;

import dev.hato.server.events.Events;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;

/** Blocks an account: neither follows the other any more, and neither sees the other's posts. */
final class BlockAccount {
  private final Events events;
  private final FollowPost post;
  private final UnfollowAccount unfollow;

  BlockAccount(Events events, FollowPost post, UnfollowAccount unfollow) {
    this.events = events;
    this.post = post;
    this.unfollow = unfollow;
  }

  /** Blocking again changes nothing. */
  void block(Tx tx, Account me, Account target) {
    if (me.id() == target.id()) {
      throw Problem.forbidden("This action is not allowed");
    }
    unfollow.unfollow(tx, me, target);
    unfollow.remove(tx, me, target);
    String uri = target.local() ? "" : post.newBlockUri(tx, me);
    if (tx.blocks().add(me.id(), target.id(), uri)) {
      post.block(tx, me, target, uri);
      events.publish(tx, new Blocked(me.id(), target.id()));
    }
  }

  /** Lifts a block; the follows do not come back. */
  void unblock(Tx tx, Account me, Account target) {
    String uri = tx.blocks().uri(me.id(), target.id()).orElse("");
    if (tx.blocks().remove(me.id(), target.id()) && !uri.isEmpty()) {
      post.undoBlock(tx, me, target, uri);
    }
  }
}
