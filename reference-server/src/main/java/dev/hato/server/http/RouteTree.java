package dev.hato.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the routes of a path in one walk over its segments. A literal segment wins over a prefixed
 * variable ({@code @{username}}), that one over a plain variable; a trailing slash does not count.
 * Filled before the first look-up, then read by many threads.
 */
final class RouteTree {
  private final Node root = new Node();

  /** The routes of one path, by method, and the values of the template's variables. */
  record Match(Map<String, Entry> byMethod, List<String> values) {}

  /** A route with the names of its variables in order. */
  record Entry(Route route, List<String> variables) {
    Map<String, String> named(List<String> values) {
      Map<String, String> named = new HashMap<>();
      for (int i = 0; i < variables.size(); i++) {
        named.put(variables.get(i), values.get(i));
      }
      return named;
    }
  }

  private static final class Node {
    final Map<String, Node> literal = new HashMap<>();
    final Map<String, Node> prefixed = new TreeMap<>();
    @Nullable Node variable;
    final Map<String, Entry> byMethod = new TreeMap<>();
  }

  void add(Route route) {
    if (!route.template().startsWith("/")) {
      throw new IllegalArgumentException("A template begins with a slash: " + route);
    }
    List<String> variables = new ArrayList<>();
    Node node = root;
    for (String segment : segments(route.template())) {
      node = child(node, segment, variables, route);
    }
    if (node.byMethod.putIfAbsent(route.method(), new Entry(route, variables)) != null) {
      throw new IllegalArgumentException("Two routes for " + route);
    }
  }

  Optional<Match> find(String path) {
    List<String> values = new ArrayList<>();
    Node node = walk(root, segments(path), 0, values);
    return node == null ? Optional.empty() : Optional.of(new Match(node.byMethod, values));
  }

  private static Node child(Node node, String segment, List<String> variables, Route route) {
    int open = segment.indexOf('{');
    if (open < 0) {
      return node.literal.computeIfAbsent(segment, _ -> new Node());
    }
    if (!segment.endsWith("}") || segment.indexOf('{', open + 1) >= 0) {
      throw new IllegalArgumentException(
          "A variable is a whole segment, or the rest of one after a prefix: " + route);
    }
    variables.add(segment.substring(open + 1, segment.length() - 1));
    if (open > 0) {
      return node.prefixed.computeIfAbsent(segment.substring(0, open), _ -> new Node());
    }
    if (node.variable == null) {
      node.variable = new Node();
    }
    return node.variable;
  }

  private static @Nullable Node walk(
      Node node, List<String> segments, int at, List<String> values) {
    if (at == segments.size()) {
      return node.byMethod.isEmpty() ? null : node;
    }
    String segment = segments.get(at);
    Node literal = node.literal.get(segment);
    Node found = literal == null ? null : walk(literal, segments, at + 1, values);
    for (Map.Entry<String, Node> entry : node.prefixed.entrySet()) {
      String prefix = entry.getKey();
      if (found == null && segment.startsWith(prefix) && segment.length() > prefix.length()) {
        found = take(entry.getValue(), segments, at, segment.substring(prefix.length()), values);
      }
    }
    if (found == null && node.variable != null && !segment.isEmpty()) {
      found = take(node.variable, segments, at, segment, values);
    }
    return found;
  }

  private static @Nullable Node take(
      Node node, List<String> segments, int at, String value, List<String> values) {
    values.add(value);
    Node found = walk(node, segments, at + 1, values);
    if (found == null) {
      values.removeLast();
    }
    return found;
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int from = 1;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      segments.add(path.substring(from, to));
      from = to + 1;
    }
    return segments;
  }
}
