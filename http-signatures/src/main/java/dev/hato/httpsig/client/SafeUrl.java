package dev.hato.httpsig.client;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Reads the URLs of others. What it returns is what is checked, signed and dialled: there is no
 * second parser that could see another host (M9, J16).
 */
final class SafeUrl {
  private static final int MAX_LENGTH = 4096;

  /**
   * Such a host is an address to some resolvers (octal, hexadecimal, short) and a name to others.
   */
  private static final Pattern LAST_LABEL_IS_NUMBER =
      Pattern.compile("(^|\\.)(0x[0-9a-f]*|[0-9]+)$");

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

  private SafeUrl() {}

  /** An absolute URL without user name, fragment, blanks or control characters. */
  static HttpUrl parse(String text, boolean allowHttp) throws RefusedException {
    requireCharacters(text, FailureReason.BAD_URL);
    if (text.indexOf('#') >= 0) {
      throw refused("A URL to ask has no fragment: " + text);
    }
    requireAuthority(text);
    return check(HttpUrl.parse(text), text, allowHttp, FailureReason.BAD_URL);
  }

  /** Where a {@code Location} header leads to; its fragment is for the asker and dropped. */
  static HttpUrl resolve(HttpUrl from, String location, boolean allowHttp) throws RefusedException {
    requireCharacters(location, FailureReason.REDIRECT_REFUSED);
    int fragment = location.indexOf('#');
    String target = fragment < 0 ? location : location.substring(0, fragment);
    return check(from.resolve(target), location, allowHttp, FailureReason.REDIRECT_REFUSED);
  }

  /** The {@code Host} header for a URL. */
  static String authority(HttpUrl url) {
    String host = url.host().indexOf(':') >= 0 ? "[" + url.host() + "]" : url.host();
    return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ":" + url.port();
  }

  /** The path and query of the request line. */
  static String requestTarget(HttpUrl url) {
    String query = url.encodedQuery();
    return query == null ? url.encodedPath() : url.encodedPath() + "?" + query;
  }

  static boolean sameOrigin(HttpUrl one, HttpUrl other) {
    return one.scheme().equals(other.scheme())
        && one.host().equals(other.host())
        && one.port() == other.port();
  }

  private static HttpUrl check(
      @Nullable HttpUrl url, String text, boolean allowHttp, FailureReason reason)
      throws RefusedException {
    if (url == null) {
      throw new RefusedException(reason, "Not an http or https URL: " + text);
    }
    if (!url.isHttps() && !allowHttp) {
      throw new RefusedException(reason, "Only https is allowed: " + text);
    }
    if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
      throw new RefusedException(reason, "A URL to ask has no user name: " + text);
    }
    if (url.host().endsWith(".")) {
      throw new RefusedException(reason, "The host ends with a dot: " + text);
    }
    if (LAST_LABEL_IS_NUMBER.matcher(url.host()).find() && !IPV4.matcher(url.host()).matches()) {
      throw new RefusedException(reason, "The host is a number, but not an IPv4 address: " + text);
    }
    return url;
  }

  /** What stands between the slashes is a plain host and port, not something to be decoded. */
  private static void requireAuthority(String text) throws RefusedException {
    int start = text.indexOf("://");
    String scheme = start < 0 ? "" : text.substring(0, start);
    if (!scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http")) {
      throw refused("Not an http or https URL: " + text);
    }
    for (int i = start + 3; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '?') {
        break;
      }
      if (c == '@' || c == '%') {
        throw refused("The host of the URL has the character " + c + ": " + text);
      }
    }
    if (text.startsWith("/", start + 3)) {
      throw refused("The URL has no host: " + text);
    }
  }

  private static void requireCharacters(String text, FailureReason reason) throws RefusedException {
    if (text.length() > MAX_LENGTH) {
      throw new RefusedException(reason, "The URL has " + text.length() + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || Character.isISOControl(c) || Character.isSpaceChar(c)) {
        throw new RefusedException(
            reason, "The URL has the character U+%04X at %d".formatted((int) c, i));
      }
    }
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(FailureReason.BAD_URL, detail);
  }
}
