package dev.hato.server.relationships;

import dev.hato.server.events.Events;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;

/** Ends a follow or takes a request back, and says so to the other server. */
final class UnfollowAccount {
  private final Events events;
  private final FollowPost post;

  UnfollowAccount(Events events, FollowPost post) {
    this.events = events;
    this.post = post;
  }

  /** Nothing happens when there is no follow. */
  void unfollow(Tx tx, Account follower, Account target) {
    tx.follows()
        .remove(follower.id(), target.id())
        .ifPresent(
            gone -> {
              post.undoFollow(tx, follower, target, gone.uri());
              events.publish(tx, new Unfollowed(follower.id(), target.id()));
            });
  }

  /** Takes a follower off; one from another server is told so by a Reject. */
  void remove(Tx tx, Account target, Account follower) {
    tx.follows()
        .remove(follower.id(), target.id())
        .ifPresent(
            gone -> {
              post.reject(tx, target, follower, gone.uri());
              events.publish(tx, new Unfollowed(follower.id(), target.id()));
            });
  }
}
