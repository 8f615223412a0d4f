package dev.hato.server.relationships;

import dev.hato.server.events.Events;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.relationships.Follow;
import dev.hato.storage.relationships.Follow.State;
import dev.hato.storage.relationships.FollowOptions;
import java.util.Optional;

/**
 * Follows an account, or asks to: a local account that decides itself and every remote one has to
 * agree first, and until then nothing of it is shown (X2).
 */
final class FollowAccount {
  private static final long MOST = 7_500;

  private final Events events;
  private final FollowPost post;

  FollowAccount(Events events, FollowPost post) {
    this.events = events;
    this.post = post;
  }

  /** Following again only changes the options. */
  void follow(Tx tx, Account me, Account target, FollowOptions options) {
    if (me.id() == target.id() || target.suspended() || tx.blocks().between(me.id(), target.id())) {
      throw Problem.forbidden("This action is not allowed");
    }
    if (tx.follows().find(me.id(), target.id()).isPresent()) {
      tx.follows().setOptions(me.id(), target.id(), options);
      return;
    }
    if (me.followingCount() >= Math.max(MOST, me.followersCount() * 11 / 10)) {
      throw Problem.invalid("Validation failed: you follow as many accounts as one may");
    }
    boolean asks = target.locked() || !target.local();
    String uri = target.local() ? "" : post.newFollowUri(tx, me);
    Optional<Follow> added =
        tx.follows().add(me.id(), target.id(), asks ? State.PENDING : State.ACCEPTED, options, uri);
    if (added.isEmpty()) {
      return;
    }
    post.follow(tx, me, target, uri);
    if (!asks) {
      events.publish(tx, new Followed(me.id(), target.id()));
    } else if (target.local()) {
      events.publish(tx, new FollowRequested(me.id(), target.id()));
    }
  }
}
