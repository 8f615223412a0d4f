package dev.hato.httpsig.client;

import dev.hato.httpsig.SignableMessage;

/**
 * Hears of each answer that a {@link SafeHttpClient} got, those of redirects among them: for tools
 * that show a developer what went over the wire. Called by the thread that asked; must not throw.
 */
@FunctionalInterface
public interface HopListener {
  /** Hears nothing. */
  HopListener NONE = (hop, answer) -> {};

  /**
   * An answer came.
   *
   * @param hop the request as it was sent, with the headers of its signature
   * @param answer of any status; the body of a redirect is not read and is empty here
   */
  void answered(SignableMessage hop, Exchange.Answered answer);
}
