package dev.hato.httpsig.client;

import dev.hato.httpsig.RequestSigner;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.SigningKey;
import java.time.InstantSource;

/**
 * Asks and delivers in the name of an actor: every hop is signed for its own target.
 *
 * <p>Blocks like its client, and is as safe for threads.
 */
public final class SignedExchange {
  private final SafeHttpClient client;
  private final RequestSigner signer;

  /**
   * An exchange over the client, signing as draft-cavage-12.
   *
   * @param clock gives the time of signing
   */
  public SignedExchange(SafeHttpClient client, InstantSource clock) {
    this.client = client;
    this.signer = RequestSigner.of(SignatureFormat.CAVAGE_12, clock);
  }

  /** A signed GET with the default limits of {@link SafeRequest}. */
  public Exchange get(String url, String accept, SigningKey key) {
    return send(SafeRequest.get(url).header("Accept", accept), key);
  }

  /** A signed POST with the default limits of {@link SafeRequest}. */
  public Exchange post(String url, String contentType, byte[] body, SigningKey key) {
    return send(SafeRequest.post(url, contentType, body), key);
  }

  /** Any request, signed: for callers with limits of their own. */
  public Exchange send(SafeRequest.Builder request, SigningKey key) {
    return client.send(request.hopSigner((hop, body) -> signer.sign(hop, body, key)).build());
  }
}
