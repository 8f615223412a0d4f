package dev.hato.httpsig.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * What all exchanges of a client share.
 *
 * @param literals judges addresses that stand in URLs where a proxy dials and our sockets cannot
 *     look; empty without a proxy
 * @param listener hears of each answer
 */
record WayOut(
    OkHttpClient http,
    HostGate gate,
    String userAgent,
    boolean allowHttp,
    Optional<AddressPolicy> literals,
    HopListener listener) {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");

  void requirePermitted(HttpUrl url) throws RefusedException {
    if (literals.isEmpty() || !LITERAL.matcher(url.host()).matches()) {
      return;
    }
    try {
      if (literals.get().permits(InetAddress.getByName(url.host()))) {
        return;
      }
    } catch (UnknownHostException e) {
      throw new RefusedException(FailureReason.BAD_URL, "Not an address: " + url.host());
    }
    throw new RefusedException(
        FailureReason.FORBIDDEN_ADDRESS, "The address " + url.host() + " may not be asked for");
  }
}
