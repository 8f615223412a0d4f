package dev.hato.server.signup;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.kernel.Secrets;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The link by which the operator makes the owner's account: made at start while nobody has an
 * account, kept as a hash, worthless as soon as somebody has one. Thread-safe.
 */
final class SetUpLink {
  private static final String SETTING = "setup.token-hash";

  private final Transactions transactions;
  private final SiteUrls urls;
  private final Secrets secrets;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  SetUpLink(Transactions transactions, SiteUrls urls, Secrets secrets) {
    this.transactions = transactions;
    this.urls = urls;
    this.secrets = secrets;
  }

  /** A new link in place of any older one; empty when there is an account. */
  Optional<String> renew() {
    String token = secrets.next();
    boolean wanted =
        transactions.write(
            tx -> {
              boolean nobody = tx.users().count() == 0;
              if (nobody) {
                tx.settings().put(SETTING, Secrets.hash(token));
              }
              return nobody;
            });
    return wanted ? Optional.of(urls.base() + "/setup?token=" + token) : Optional.empty();
  }

  /** Whether a link with this token works now. */
  boolean isGood(String token) {
    return transactions.read(tx -> isGood(tx, token));
  }

  /** Does the work of the link if its token is good at that moment; two at once are one by one. */
  <T> Optional<T> use(String token, Supplier<T> work) {
    oneAtATime.lock();
    try {
      return isGood(token) ? Optional.of(work.get()) : Optional.empty();
    } finally {
      oneAtATime.unlock();
    }
  }

  private static boolean isGood(Tx tx, String token) {
    String kept = tx.settings().find(SETTING).orElse("");
    return Secrets.same(kept, Secrets.hash(token)) && tx.users().count() == 0;
  }
}
