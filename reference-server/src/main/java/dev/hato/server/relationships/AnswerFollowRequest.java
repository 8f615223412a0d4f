package dev.hato.server.relationships;

import dev.hato.server.events.Events;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.relationships.Follow;

/** Says yes or no to somebody who asks to follow; without a request it is a 404 (P12). */
final class AnswerFollowRequest {
  private final Events events;
  private final FollowPost post;

  AnswerFollowRequest(Events events, FollowPost post) {
    this.events = events;
    this.post = post;
  }

  void accept(Tx tx, Account me, Account follower) {
    Follow accepted = tx.follows().accept(follower.id(), me.id()).orElseThrow(Problem::notFound);
    post.accept(tx, me, follower, accepted.uri());
    events.publish(tx, new Followed(follower.id(), me.id()));
  }

  void reject(Tx tx, Account me, Account follower) {
    Follow waiting =
        tx.follows()
            .find(follower.id(), me.id())
            .filter(follow -> !follow.accepted())
            .orElseThrow(Problem::notFound);
    tx.follows().remove(follower.id(), me.id());
    post.reject(tx, me, follower, waiting.uri());
    events.publish(tx, new Unfollowed(follower.id(), me.id()));
  }
}
