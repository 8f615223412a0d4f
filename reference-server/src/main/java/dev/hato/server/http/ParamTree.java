package dev.hato.server.http;

import dev.hato.server.kernel.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the merged tree of {@link Params} from names as Rails nests them: {@code a[b]}, {@code
 * a[]}, {@code a[][b]}.
 */
final class ParamTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST = 1000;
  private static final int DEEPEST = 32;

  private final ObjectNode root = NODES.objectNode();
  private int count;

  /** Adds every pair of a query or an urlencoded form. */
  void addEncoded(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return;
    }
    for (String pair : text.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        add(name, equals < 0 ? NODES.nullNode() : text(decode(pair.substring(equals + 1))));
      }
    }
  }

  void add(String name, JsonNode value) {
    if (++count > MOST) {
      throw Problem.badRequest("The request has too many parameters");
    }
    put(root, keys(name), 0, value);
  }

  /** Adds a JSON object's properties; they replace what the query said. */
  void addJson(ObjectNode object) {
    root.setAll(object);
  }

  /** A later source replaces names of an earlier one instead of adding to its arrays. */
  void merge(ParamTree later) {
    root.setAll(later.root);
  }

  Params toParams() {
    return new Params(root);
  }

  static JsonNode text(String value) {
    return NODES.stringNode(value);
  }

  private static void put(ObjectNode object, List<String> keys, int at, JsonNode value) {
    String key = keys.get(at);
    if (at == keys.size() - 1) {
      object.set(key, value);
    } else if (keys.get(at + 1).isEmpty()) {
      append(
          object.get(key) instanceof ArrayNode array ? array : object.putArray(key),
          keys,
          at + 1,
          value);
    } else {
      put(
          object.get(key) instanceof ObjectNode inner ? inner : object.putObject(key),
          keys,
          at + 1,
          value);
    }
  }

  /**
   * At an empty key: {@code a[]} adds a value, {@code a[][b]} fills the last object until b is
   * there.
   */
  private static void append(ArrayNode array, List<String> keys, int at, JsonNode value) {
    if (at == keys.size() - 1) {
      array.add(value);
      return;
    }
    boolean fits =
        !array.isEmpty()
            && array.get(array.size() - 1) instanceof ObjectNode last
            && !last.has(keys.get(at + 1));
    put(fits ? (ObjectNode) array.get(array.size() - 1) : array.addObject(), keys, at + 1, value);
  }

  private static List<String> keys(String name) {
    int open = name.indexOf('[');
    if (open <= 0 || !name.endsWith("]")) {
      return List.of(name);
    }
    List<String> keys = new ArrayList<>();
    keys.add(name.substring(0, open));
    for (String key : name.substring(open + 1, name.length() - 1).split("]\\[", -1)) {
      keys.add(key);
    }
    if (keys.size() > DEEPEST) {
      throw Problem.badRequest("The parameters are nested too deep");
    }
    return keys;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The parameters are not correctly encoded");
    }
  }
}
