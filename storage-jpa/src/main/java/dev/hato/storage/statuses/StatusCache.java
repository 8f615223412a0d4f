package dev.hato.storage.statuses;

import dev.hato.storage.accounts.Account;

/**
 * What was read of statuses and of their authors, in memory: most pages show the same few hundred.
 * One for each database, for all threads; full it holds about 30 MB of text. Nothing is lost with
 * it, and on a database that gives rows no version it stays empty.
 */
public final class StatusCache {
  private static final long MOST = 15_000_000;

  /** Of a value without its texts, about. */
  private static final int BASE = 1_000;

  private final VersionedCache<StatusParts> statuses =
      new VersionedCache<>(MOST, (id, parts) -> BASE + parts.status().content().length());
  private final VersionedCache<Account> accounts =
      new VersionedCache<>(MOST, (id, account) -> BASE + account.note().length());

  VersionedCache<StatusParts> statuses() {
    return statuses;
  }

  VersionedCache<Account> accounts() {
    return accounts;
  }
}
