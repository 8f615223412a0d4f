package dev.hato.httpsig;

import java.time.InstantSource;
import java.util.Map;

/**
 * Signs an outgoing request: gives the headers that must be added to it.
 *
 * <p>Implementations are immutable and safe to share between threads.
 */
public interface RequestSigner {
  /**
   * The headers to add ({@code Date}, a digest of the body where there is one, {@code Signature},
   * {@code Signature-Input}). They replace headers of the same name.
   *
   * @param body the exact bytes of the body; empty for none
   * @throws IllegalArgumentException when the key cannot sign in this format
   */
  Map<String, String> sign(SignableMessage message, byte[] body, SigningKey key);

  /**
   * Signs as RFC 9421 in the way that a peer asked for.
   *
   * @param wish what the peer's {@code Accept-Signature} says
   */
  static RequestSigner of(AcceptSignature wish, InstantSource clock) {
    return new Rfc9421Signer(clock, wish);
  }

  /**
   * The signer of a format.
   *
   * @param clock gives the time of signing
   */
  static RequestSigner of(SignatureFormat format, InstantSource clock) {
    return switch (format) {
      case CAVAGE_12 -> new CavageSigner(clock);
      case RFC_9421 -> new Rfc9421Signer(clock, AcceptSignature.USUAL);
    };
  }
}
