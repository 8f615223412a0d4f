package dev.hato.activitypub.remote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code Link} headers (RFC 8288 §3) as far as they can be read: what is malformed ends its
 * line, what was read before it stands. Never throws, and looks at 16 KiB and 100 links at most.
 */
final class LinkHeader {
  private static final int MOST_CHARACTERS = 16 * 1024;
  private static final int MOST_LINKS = 100;

  private final String text;
  private int at;

  /**
   * A link.
   *
   * @param target as written, not resolved
   * @param parameters by lower-case name; the first of a name counts
   */
  record Link(String target, Map<String, String> parameters) {
    String parameter(String name) {
      return parameters.getOrDefault(name, "");
    }
  }

  private LinkHeader(String text) {
    this.text = text;
  }

  /** The links of all lines, in order. */
  static List<Link> parse(List<String> lines) {
    List<Link> links = new ArrayList<>();
    int left = MOST_CHARACTERS;
    for (String line : lines) {
      String part = line.substring(0, Math.min(line.length(), left));
      new LinkHeader(part).readInto(links);
      left -= part.length();
    }
    return links;
  }

  private void readInto(List<Link> links) {
    skip(" \t,");
    while (links.size() < MOST_LINKS && next('<')) {
      int end = text.indexOf('>', at);
      if (end < 0) {
        return;
      }
      String target = text.substring(at, end).strip();
      at = end + 1;
      links.add(new Link(target, parameters()));
      skip(" \t,");
    }
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    skip(" \t");
    while (next(';')) {
      skip(" \t;");
      String name = token().toLowerCase(Locale.ROOT);
      skip(" \t");
      String value = "";
      if (next('=')) {
        skip(" \t");
        value = next('"') ? quoted() : token();
      }
      if (!name.isEmpty()) {
        parameters.putIfAbsent(name, value);
      }
      skip(" \t");
    }
    return parameters;
  }

  /** Up to the closing quote, or to the end where there is none. */
  private String quoted() {
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
      at++;
    }
    at++;
    return value.toString();
  }

  /** Lenient: what people leave unquoted may hold a slash or a colon. */
  private String token() {
    int from = at;
    while (at < text.length() && " \t,;=\"<>".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean next(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    if (there) {
      at++;
    }
    return there;
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
