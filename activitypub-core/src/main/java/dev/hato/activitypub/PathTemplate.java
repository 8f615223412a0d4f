package dev.hato.activitypub;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a route, such as {@code /users/{identifier}/inbox} or {@code /@{name}}: each part in
 * braces takes one segment, or the rest of one after a prefix.
 */
final class PathTemplate {
  private final String[] segments;

  PathTemplate(String template) {
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("a route begins with a slash: " + template);
    }
    this.segments = template.split("/", -1);
  }

  /** The decoded values of the parts in braces; empty when the path is another. */
  Optional<Map<String, String>> match(String rawPath) {
    String[] parts = rawPath.split("/", -1);
    if (parts.length != segments.length) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i++) {
      String segment = segments[i];
      int open = segment.indexOf('{');
      if (open < 0) {
        if (!segment.equals(parts[i])) {
          return Optional.empty();
        }
      } else {
        Optional<String> value =
            parts[i].startsWith(segment.substring(0, open))
                ? decode(parts[i].substring(open))
                : Optional.empty();
        if (value.isEmpty()) {
          return Optional.empty();
        }
        values.put(segment.substring(open + 1, segment.length() - 1), value.get());
      }
    }
    return Optional.of(values);
  }

  /** The path with values in the place of the parts in braces. */
  String expand(Map<String, String> values) {
    String path = String.join("/", segments);
    for (Map.Entry<String, String> value : values.entrySet()) {
      String encoded = URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8);
      path = path.replace("{" + value.getKey() + "}", encoded.replace("+", "%20"));
    }
    return path;
  }

  /** The template as it was written. */
  @Override
  public String toString() {
    return String.join("/", segments);
  }

  private static Optional<String> decode(String segment) {
    try {
      String value = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
      return value.isEmpty() || value.indexOf('/') >= 0 ? Optional.empty() : Optional.of(value);
    } catch (IllegalArgumentException badEscape) {
      return Optional.empty();
    }
  }
}
