package dev.hato.webfinger;

/** What a look-up of a handle came to. */
public sealed interface WebFingerResult {
  /**
   * The handle's own host vouches for it.
   *
   * @param subject the canonical handle; may differ from the asked one, and then both hosts agree
   * @param jrd the answer about {@code subject}
   * @param actor the ActivityPub id that it leads to; whether the actor says the same handle is for
   *     the caller to check
   */
  record Found(Acct subject, Jrd jrd, String actor) implements WebFingerResult {}

  /** The host says that there was such an account and is none any more (410). */
  record Gone() implements WebFingerResult {}

  /** The host knows no such account, or has no WebFinger at all. */
  record NotFound() implements WebFingerResult {}

  /** There is an answer, and it proves nothing. */
  record Refused(String reason) implements WebFingerResult {}

  /** No answer now; trying later may help. */
  record Unreachable(String detail) implements WebFingerResult {}
}
