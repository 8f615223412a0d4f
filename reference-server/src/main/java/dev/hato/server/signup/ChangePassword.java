package dev.hato.server.signup;

import dev.hato.server.oauth.Revocations;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.User;
import java.util.List;
import java.util.Optional;

/**
 * Gives a person a new password for the old one, and ends whatever was opened with the old one:
 * browsers, applications with their streams, codes on their way to applications (M30).
 */
final class ChangePassword {
  private final Transactions transactions;
  private final PasswordCheck check;
  private final Passwords passwords;
  private final Revocations revocations;

  ChangePassword(
      Transactions transactions,
      PasswordCheck check,
      Passwords passwords,
      Revocations revocations) {
    this.transactions = transactions;
    this.check = check;
    this.passwords = passwords;
    this.revocations = revocations;
  }

  /** What became of it. */
  enum Result {
    CHANGED,
    CURRENT_WRONG,
    NEW_INVALID
  }

  /** 429 when there were too many wrong attempts. */
  Result change(long accountId, String current, String wanted) {
    Optional<User> person = transactions.read(tx -> tx.users().find(accountId));
    if (person.isEmpty() || !check.passes(person.get(), current)) {
      return Result.CURRENT_WRONG;
    }
    if (!Passwords.isAcceptable(wanted)) {
      return Result.NEW_INVALID;
    }
    String hash = passwords.hash(wanted);
    List<Long> ended =
        transactions.write(
            tx -> {
              tx.users().setPasswordHash(accountId, hash);
              tx.sessions().removeOfAccount(accountId);
              tx.grants().removeOfAccount(accountId);
              return tx.tokens().revokeOfAccount(accountId);
            });
    revocations.announce(ended);
    return Result.CHANGED;
  }
}
