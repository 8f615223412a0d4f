package dev.hato.server.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the answers of the consent page go: which addresses may be registered, and how to append.
 */
final class RedirectUris {
  /** The code is shown on a page, to be copied. */
  static final String OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";

  private static final int LONGEST = 2000;
  private static final Set<String> FORBIDDEN =
      Set.of("data", "javascript", "vbscript", "file", "blob", "about");

  private RedirectUris() {}

  /** Addresses from one text, separated by white space as old clients send them. */
  static List<String> split(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(uri -> !uri.isEmpty()).toList();
  }

  /** An absolute URI without fragment (RFC 6749 §3.1.2), in a scheme that runs no script. */
  static boolean isAcceptable(String text) {
    if (text.equals(OUT_OF_BAND)) {
      return true;
    }
    if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return false;
    }
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      if (scheme == null || uri.getRawFragment() != null) {
        return false;
      }
      String name = scheme.toLowerCase(Locale.ROOT);
      boolean web = name.equals("http") || name.equals("https");
      return !FORBIDDEN.contains(name) && (!web || uri.getHost() != null);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The address with parameters added to whatever query it was registered with. */
  static String with(String uri, Map<String, String> parameters) {
    String added =
        parameters.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return uri + (uri.contains("?") ? "&" : "?") + added;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
