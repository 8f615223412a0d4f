package dev.hato.storage.statuses;

import dev.hato.storage.kernel.SqlText;

/**
 * For whom a query reads: nobody known, or an account (a local one, or the remote one that signed a
 * request).
 */
public sealed interface Viewer {
  /** Somebody without an account here and without a signature. */
  record Anonymous() implements Viewer {}

  /** The account with this id. */
  record Known(long accountId) implements Viewer {
    SqlText sql() {
      return SqlText.of("?", accountId);
    }
  }

  static Viewer anonymous() {
    return new Anonymous();
  }

  static Viewer of(long accountId) {
    return new Known(accountId);
  }
}
