package dev.hato.httpsig.client;

import dev.hato.httpsig.SignableMessage;
import java.util.Map;

/**
 * Adds headers to each request that goes on the wire: also to the one after a redirect, whose
 * target is another (a signature is never replayed).
 */
@FunctionalInterface
public interface HopSigner {
  /** Adds nothing. */
  HopSigner NONE = (hop, body) -> Map.of();

  /**
   * The headers to set on this hop.
   *
   * @param hop the request as it will be sent, with the caller's headers
   * @param body its exact bytes; empty for none
   */
  Map<String, String> headersFor(SignableMessage hop, byte[] body);
}
