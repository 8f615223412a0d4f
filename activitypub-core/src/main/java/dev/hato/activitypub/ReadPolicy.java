package dev.hato.activitypub;

/** Hook that decides who may read documents at all, before their source is asked. */
@FunctionalInterface
public interface ReadPolicy {
  /** Everybody may ask; what is private is for the sources to hide. */
  ReadPolicy OPEN = request -> Decision.ALLOW;

  /** Only who signs may ask (authorized fetch); the instance actor should stay open. */
  ReadPolicy SIGNED_ONLY =
      request -> request.signer().isPresent() ? Decision.ALLOW : Decision.NEEDS_SIGNATURE;

  /** What is answered. */
  enum Decision {
    /** The source is asked. */
    ALLOW,
    /** 401: a valid signature is needed. */
    NEEDS_SIGNATURE,
    /** 404, as if there were nothing: for blocked actors. */
    HIDE
  }

  /** Decides for one request. */
  Decision decide(DocumentRequest request);
}
