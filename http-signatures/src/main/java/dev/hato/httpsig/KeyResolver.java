package dev.hato.httpsig;

/**
 * Port: finds the public key behind a key id, usually by fetching the actor that owns it.
 *
 * <p>Called by many threads at once. Wrap it in a {@link CachingKeyResolver} unless it keeps its
 * own memory of both keys and failures.
 */
@FunctionalInterface
public interface KeyResolver {
  /**
   * Looks a key up; trouble of the network is an answer, not an exception.
   *
   * @param keyId what the signature names; comes from the sender, so it can be anything
   * @param refresh true when a remembered key did not fit the signature and the owner may have
   *     changed it
   */
  KeyLookup resolve(String keyId, boolean refresh);
}
