package dev.hato.server.streaming;

/**
 * The topics that the streaming machinery itself listens to; those of timelines belong to their
 * features.
 */
public final class Topics {
  /** The event that closes the sockets of a topic. */
  public static final String KILL = "kill";

  private Topics() {}

  /** Everything about one access token: publish {@link #KILL} when it is revoked (L4). */
  public static String token(long tokenId) {
    return "system:token:" + tokenId;
  }

  /** Everything about one account's sockets: publish {@link #KILL} when its login is disabled. */
  public static String account(long accountId) {
    return "system:account:" + accountId;
  }
}
