package dev.hato.httpsig;

/**
 * Ways in which peers sign otherwise than draft-cavage-12 says, and which are forgiven: a signature
 * that does not fit is compared with the text that such a peer signs. None of them lets a signature
 * pass for another server, another path or another body.
 */
public enum PeerQuirk {
  /**
   * The query is left out of {@code (request-target)}: Mastodon before 4.3 and those who learnt
   * from it. Forgiven for GET and HEAD alone.
   */
  TARGET_WITHOUT_QUERY,
  /**
   * The host is signed with its default port and sent without, or the other way round: clients
   * whose HTTP library decides, and proxies that tidy up.
   */
  HOST_WITH_PORT,
  /** The names of headers are signed in the case in which {@code headers} lists them. */
  HEADER_CASE
}
