package dev.hato.httpsig.client;

import java.net.InetAddress;

/**
 * Decides which network addresses may be dialled. Asked for every address of a name, and again for
 * the address of the socket; must be a pure function.
 */
@FunctionalInterface
public interface AddressPolicy {
  /**
   * Only what the special-purpose registries of IANA (RFC 6890) leave as globally reachable
   * unicast: no loopback, private, link-local, documentation, translation, tunnel or multicast
   * address, in IPv4, IPv6, or IPv4 inside IPv6.
   */
  AddressPolicy PUBLIC_ONLY = PublicAddresses::contains;

  /** Everything: for closed networks and tests, where peers live on loopback. */
  AddressPolicy ANY = address -> true;

  /** Whether this address may be dialled. */
  boolean permits(InetAddress address);
}
