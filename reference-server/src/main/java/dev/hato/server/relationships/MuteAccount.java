package dev.hato.server.relationships;

import dev.hato.server.events.Events;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import java.time.Duration;

/** Hides an account from one's timelines and notifications; nobody else learns of it. */
final class MuteAccount {
  private final Events events;

  MuteAccount(Events events) {
    this.events = events;
  }

  /**
   * @param notifications whether its notifications are hidden, too
   * @param lasting how long; zero for ever
   */
  void mute(Tx tx, Account me, Account target, boolean notifications, Duration lasting) {
    if (me.id() == target.id()) {
      throw Problem.forbidden("This action is not allowed");
    }
    tx.mutes().put(me.id(), target.id(), notifications, lasting);
    events.publish(tx, new Muted(me.id(), target.id()));
  }

  void unmute(Tx tx, Account me, Account target) {
    tx.mutes().remove(me.id(), target.id());
  }
}
