package dev.hato.activitypub;

/** Hook that decides who may post to an outbox (ActivityPub §6): nobody but its owner should. */
@FunctionalInterface
public interface OutboxPolicy {
  /** What is answered. */
  enum Decision {
    /** The request is the owner's. */
    ALLOW,
    /** 401: nobody is logged in. */
    NEEDS_LOGIN,
    /** 403: somebody is, but not the owner. */
    FORBID
  }

  /**
   * Decides for one request, for example by its {@code Authorization} header.
   *
   * @param identifier of the local actor whose outbox it is
   */
  Decision decide(ApRequest request, String identifier);
}
