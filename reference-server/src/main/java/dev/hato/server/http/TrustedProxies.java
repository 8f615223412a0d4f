package dev.hato.server.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the client behind proxies that are ours: from the right of X-Forwarded-For the first hop
 * that is not trusted (security.md L7). With no trusted proxy the header counts for nothing.
 */
public final class TrustedProxies {
  /** Believes nobody. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<Block> blocks;

  private TrustedProxies(List<Block> blocks) {
    this.blocks = blocks;
  }

  /**
   * Reads addresses and blocks ({@code 10.0.0.0/8}); anything else is an IllegalArgumentException.
   */
  public static TrustedProxies parse(List<String> texts) {
    return new TrustedProxies(texts.stream().map(Block::parse).toList());
  }

  /** The client's address in its canonical text. */
  String clientOf(String peer, List<String> forwardedFor) {
    InetAddress client = InetAddress.ofLiteral(peer);
    List<String> hops = new ArrayList<>();
    forwardedFor.forEach(value -> hops.addAll(Arrays.asList(value.split(","))));
    for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
      try {
        client = InetAddress.ofLiteral(hops.get(i).trim());
      } catch (IllegalArgumentException e) {
        break;
      }
    }
    return client.getHostAddress();
  }

  private boolean isTrusted(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  private record Block(byte[] network, int bits) {
    static Block parse(String text) {
      int slash = text.indexOf('/');
      byte[] network =
          InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
      int bits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > network.length * 8) {
        throw new IllegalArgumentException("No such address block: " + text);
      }
      return new Block(network, bits);
    }

    boolean contains(InetAddress address) {
      byte[] other = address.getAddress();
      if (other.length != network.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> (i % 8);
        if ((network[i / 8] & mask) != (other[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
