package dev.hato.storage.statuses;

/**
 * What a status shows of an account that it mentions.
 *
 * @param domain empty for a local account
 */
public record MentionedAccount(
    long accountId, String username, String domain, String url, String uri) {
  /** As the Mastodon API names an account: without the domain where it is local. */
  public String acct() {
    return domain.isEmpty() ? username : username + "@" + domain;
  }
}
