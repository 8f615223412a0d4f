package dev.hato.server.signup;

import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.User;

/** Decides about people who asked to join. */
public final class Approvals {
  private final Transactions transactions;

  public Approvals(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Lets somebody in; false when nobody of this id waits. */
  public boolean approve(long accountId) {
    return transactions.write(
        tx -> {
          if (!waits(tx, accountId)) {
            return false;
          }
          tx.users().confirm(accountId);
          return tx.users().approve(accountId);
        });
  }

  /**
   * Turns somebody down: account and login are removed and the name is free, because nobody ever
   * used it; false when nobody of this id waits (P8).
   */
  public boolean reject(long accountId) {
    return transactions.write(tx -> tx.accounts().removeUnapproved(accountId));
  }

  private static boolean waits(Tx tx, long accountId) {
    return tx.users().find(accountId).map(User::approvedAt).filter(at -> at.isEmpty()).isPresent();
  }
}
