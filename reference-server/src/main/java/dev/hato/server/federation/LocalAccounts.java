package dev.hato.server.federation;

import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import java.util.Optional;

/** The local accounts that other servers may know of. */
final class LocalAccounts {
  private final Transactions transactions;

  LocalAccounts(Transactions transactions) {
    this.transactions = transactions;
  }

  /** An account by its name in any case; one that waits for approval or is suspended is nobody. */
  Optional<Account> find(String username) {
    return transactions.read(tx -> find(tx, username));
  }

  /** The same within a transaction. */
  static Optional<Account> find(Tx tx, String username) {
    return tx.accounts()
        .findLocal(username)
        .filter(account -> !account.suspended())
        .filter(account -> !isWaiting(tx, account));
  }

  /** An account that was published once and is no more. */
  Optional<Account> findGone(String username) {
    return transactions.read(
        tx ->
            tx.accounts()
                .findLocal(username)
                .filter(Account::suspended)
                .filter(account -> !isWaiting(tx, account)));
  }

  private static boolean isWaiting(Tx tx, Account account) {
    return tx.users().find(account.id()).filter(u -> u.approvedAt().isEmpty()).isPresent();
  }
}
