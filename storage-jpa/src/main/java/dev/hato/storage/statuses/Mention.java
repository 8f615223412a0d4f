package dev.hato.storage.statuses;

/**
 * An account that a status is addressed to by name.
 *
 * @param silent addressed without being named in the text: may see the status, is neither shown in
 *     it nor notified
 */
public record Mention(long accountId, boolean silent) {
  public static Mention of(long accountId) {
    return new Mention(accountId, false);
  }

  public static Mention silent(long accountId) {
    return new Mention(accountId, true);
  }
}
