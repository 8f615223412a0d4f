package dev.hato.httpsig;

import dev.hato.httpsig.Verification.Reason;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The authorities that this server answers to.
 *
 * @param names lower case, without default ports
 */
record ExpectedHosts(Set<String> names) {
  static ExpectedHosts of(Set<String> authorities) {
    return new ExpectedHosts(
        authorities.stream().map(ExpectedHosts::normal).collect(Collectors.toUnmodifiableSet()));
  }

  /** A server must also be sure that the request was meant for it (K05). */
  void require(String host) throws Rejection {
    if (!names.contains(normal(host))) {
      throw new Rejection(Reason.WRONG_HOST, "Signed for the host " + host);
    }
  }

  private static String normal(String authority) {
    String host = authority.strip().toLowerCase(Locale.ROOT);
    if (host.endsWith(":443")) {
      return host.substring(0, host.length() - 4);
    }
    return host.endsWith(":80") ? host.substring(0, host.length() - 3) : host;
  }
}
