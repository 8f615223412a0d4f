package dev.hato.httpsig.client;

import java.time.Duration;

/**
 * How long each step towards an answer may take; the time for the whole is the request's own
 * ({@link SafeRequest.Builder#timeout}).
 *
 * @param dns for the look-up of the name
 * @param connect for one address
 * @param tls for the whole handshake
 * @param read for each wait for more bytes, and for each write
 */
public record Budgets(Duration dns, Duration connect, Duration tls, Duration read) {
  /** 3, 5, 5 and 10 seconds. */
  public static final Budgets DEFAULT =
      new Budgets(
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));
}
