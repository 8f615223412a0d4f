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
   * The headers to add ({@code Date}, a digest of the body where there is one, {@code Signature}).
   * They replace headers of the same name.
   *
   * @param body the exact bytes of the body; empty for none
   * @throws IllegalArgumentException when the key cannot sign in this format
   */
  Map<String, String> sign(SignableMessage message, byte[] body, SigningKey key);

  /**
   * The signer of a format.
   *
   * @param clock gives the time of signing
   */
  static RequestSigner of(SignatureFormat format, InstantSource clock) {
    return switch (format) {
      case CAVAGE_12 -> new CavageSigner(clock);
      case RFC_9421 ->
          throw new IllegalArgumentException(
              "This version signs draft-cavage only: ask for SignatureFormat.CAVAGE_12");
    };
  }
}
