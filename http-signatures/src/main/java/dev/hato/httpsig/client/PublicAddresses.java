package dev.hato.httpsig.client;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The addresses of the public internet, as an allow-list: IPv4 outside, and IPv6 global unicast
 * (2000::/3) outside of every block in the IANA special-purpose registries.
 *
 * <p>Blocks for anycast services of the network itself (AS112, AMT, 192.0.0.9) are refused too: no
 * web server lives there. All forms of IPv4 inside IPv6 lie outside 2000::/3, or in 2001::/23
 * (Teredo) and 2002::/16 (6to4).
 */
final class PublicAddresses {
  private static final int[][] SPECIAL_IPV4 = {
    block(0, 0, 0, 0, 8), // this network
    block(10, 0, 0, 0, 8), // private
    block(100, 64, 0, 0, 10), // carrier-grade NAT
    block(127, 0, 0, 0, 8), // loopback
    block(169, 254, 0, 0, 16), // link-local, cloud metadata
    block(172, 16, 0, 0, 12), // private
    block(192, 0, 0, 0, 24), // IETF protocol assignments
    block(192, 0, 2, 0, 24), // documentation
    block(192, 31, 196, 0, 24), // AS112
    block(192, 52, 193, 0, 24), // AMT
    block(192, 88, 99, 0, 24), // 6to4 relays
    block(192, 168, 0, 0, 16), // private
    block(192, 175, 48, 0, 24), // AS112
    block(198, 18, 0, 0, 15), // benchmarks
    block(198, 51, 100, 0, 24), // documentation
    block(203, 0, 113, 0, 24), // documentation
    block(224, 0, 0, 0, 4), // multicast
    block(240, 0, 0, 0, 4), // reserved, broadcast
  };

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? containsIpv4(bytes) : containsIpv6(bytes);
  }

  private static boolean containsIpv4(byte[] bytes) {
    int address = ByteBuffer.wrap(bytes).getInt();
    for (int[] block : SPECIAL_IPV4) {
      if ((address & block[1]) == block[0]) {
        return false;
      }
    }
    return true;
  }

  private static boolean containsIpv6(byte[] bytes) {
    ByteBuffer words = ByteBuffer.wrap(bytes);
    int first = words.getShort(0) & 0xffff;
    int second = words.getShort(2) & 0xffff;
    int third = words.getShort(4) & 0xffff;
    if (first < 0x2000 || first > 0x3fff) {
      return false; // ::, ::1, mapped, compatible, NAT64, fc00::/7, fe80::/10, ff00::/8 and all
      // else
    }
    return switch (first) {
      case 0x2001 -> second >= 0x0200 && second != 0x0db8; // IETF (Teredo, ORCHID), documentation
      case 0x2002 -> false; // 6to4
      case 0x2620 -> second != 0x004f || third != 0x8000; // AS112
      case 0x3ffe -> false; // the former 6bone
      case 0x3fff -> second > 0x0fff; // documentation
      default -> true;
    };
  }

  /** Network and mask. */
  private static int[] block(int a, int b, int c, int d, int prefix) {
    return new int[] {a << 24 | b << 16 | c << 8 | d, -1 << (32 - prefix)};
  }
}
