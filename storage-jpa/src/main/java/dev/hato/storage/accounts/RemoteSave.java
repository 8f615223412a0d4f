package dev.hato.storage.accounts;

/** What became of a remote actor that was to be stored. */
public sealed interface RemoteSave {

  /**
   * Stored under its uri.
   *
   * @param created whether the account was unknown before
   */
  record Saved(Account account, boolean created) implements RemoteSave {}

  /**
   * Refused, nothing changed: the uri is a local account's, or the handle belongs to an account
   * with another uri. A handle never takes an account over (GHSA-5wxh-3p65-r4g6).
   */
  record Refused(Account holder) implements RemoteSave {}
}
