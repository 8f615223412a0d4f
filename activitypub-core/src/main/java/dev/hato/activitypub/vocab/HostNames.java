package dev.hato.activitypub.vocab;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Host names in one spelling each: lower case, international names in ASCII (RFC 5891). A name that
 * would have to be mapped, or that programs read differently, has no spelling at all.
 */
final class HostNames {
  private static final int MAX_HOST = 253;

  private HostNames() {}

  /** The host of an authority; empty when the authority is not just host and port. */
  static Optional<String> host(String authority) {
    return port(authority).isEmpty() ? Optional.empty() : normal(hostPart(authority));
  }

  /** Host and port; the usual port of the scheme is left out. */
  static Optional<String> hostAndPort(String authority, String scheme) {
    String usual = scheme.equals("https") ? ":443" : ":80";
    return host(authority)
        .map(host -> host + port(authority).filter(port -> !port.equals(usual)).orElse(""));
  }

  private static String hostPart(String authority) {
    int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
    return end <= 0 ? authority : authority.substring(0, end);
  }

  /** The port with its colon, or nothing where none is given; empty for what is no port. */
  private static Optional<String> port(String authority) {
    String rest = authority.substring(hostPart(authority).length());
    if (rest.isEmpty() || rest.equals(":")) {
      return Optional.of("");
    }
    if (rest.length() > 6 || rest.charAt(0) != ':') {
      return Optional.empty();
    }
    for (int i = 1; i < rest.length(); i++) {
      if (rest.charAt(i) < '0' || rest.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    int port = Integer.parseInt(rest.substring(1));
    return port > 65535 ? Optional.empty() : Optional.of(":" + port);
  }

  private static Optional<String> normal(String host) {
    if (host.isEmpty() || host.length() > MAX_HOST) {
      return Optional.empty();
    }
    if (isNormal(host)) {
      return Optional.of(host);
    }
    if (host.startsWith("[")) {
      boolean literal =
          host.endsWith("]")
              && host.chars().allMatch(c -> "[]:.0123456789abcdefABCDEF".indexOf(c) >= 0);
      return literal ? Optional.of(host.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
    StringBuilder normal = new StringBuilder(host.length());
    for (String label : host.split("\\.", -1)) {
      Optional<String> ascii = label(label);
      if (ascii.isEmpty()) {
        return Optional.empty();
      }
      normal.append(normal.isEmpty() ? "" : ".").append(ascii.get());
    }
    return Optional.of(normal.toString());
  }

  /** Nearly every name that comes: the hosts of each activity are asked for a dozen times. */
  private static boolean isNormal(String host) {
    char before = '.';
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean inLabel = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
      if (!inLabel && (c != '.' || before == '.')) {
        return false;
      }
      before = c;
    }
    return before != '.';
  }

  private static Optional<String> label(String label) {
    if (label.isEmpty()) {
      return Optional.empty();
    }
    if (label.chars().anyMatch(c -> c >= 0x80)) {
      return internationalLabel(label);
    }
    boolean valid = label.chars().allMatch(c -> isLetterOrDigit(c) || c == '-' || c == '_');
    return valid ? Optional.of(label.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  /** A label is taken when its ASCII form leads back to it: no mapping ever changes a name. */
  private static Optional<String> internationalLabel(String label) {
    String lower = Normalizer.normalize(label.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    if (!Normalizer.isNormalized(lower, Normalizer.Form.NFKC)
        || !lower.codePoints().allMatch(HostNames::isLabelCodePoint)) {
      return Optional.empty();
    }
    try {
      String ascii = IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED);
      boolean same = IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED).equals(lower);
      return same && ascii.startsWith("xn--") ? Optional.of(ascii) : Optional.empty();
    } catch (IllegalArgumentException notAHostName) {
      return Optional.empty();
    }
  }

  private static boolean isLabelCodePoint(int c) {
    return c < 0x80
        ? isLetterOrDigit(c) || c == '-'
        : !Character.isSpaceChar(c)
            && !Character.isISOControl(c)
            && Character.getType(c) != Character.FORMAT;
  }

  static boolean isLetter(int c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  static boolean isLetterOrDigit(int c) {
    return isLetter(c) || c >= '0' && c <= '9';
  }
}
