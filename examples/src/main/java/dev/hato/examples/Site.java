package dev.hato.examples;

import dev.hato.httpsig.client.SafeHttpClient;
import java.time.InstantSource;

/**
 * Where an example runs.
 *
 * @param base scheme and authority of all its ids
 * @param path that it is mounted at, or empty
 * @param http its only way out
 * @param clock by which everything is timed
 */
record Site(String base, String path, SafeHttpClient http, InstantSource clock) {
  static Site of(String base) {
    return new Site(base, "", SafeHttpClient.newBuilder().build(), InstantSource.system());
  }
}
