package dev.hato.server.http;

import dev.hato.server.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * One view over everything a client may send: query, form, JSON body and multipart parts, merged;
 * the body wins over the query. Nested names ({@code a[b]}, {@code a[]}, {@code a[0][b]}) and JSON
 * objects and arrays read the same. Absent, JSON null and, for numbers and ids, blank values read
 * as empty. Immutable; safe for many threads.
 */
public final class Params {
  private static final Set<String> FALSE = Set.of("false", "f", "0", "off", "no", "");

  private final ObjectNode tree;

  Params(ObjectNode tree) {
    this.tree = tree;
  }

  static Params empty() {
    return new Params(JsonNodeFactory.instance.objectNode());
  }

  /** Whether the name was sent at all, be it blank or null: tells "clear it" from "leave it". */
  public boolean has(String name) {
    return tree.has(name);
  }

  public Set<String> names() {
    return Set.copyOf(tree.propertyNames());
  }

  /** The text as sent, not trimmed; may be blank. */
  public Optional<String> string(String name) {
    return text(tree.get(name));
  }

  /** The text of a parameter that must be there and not blank. */
  public String required(String name) {
    return string(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Problem.invalid("Validation failed: " + name + " can't be blank"));
  }

  /** The elements of an array; a single value reads as an array of one. */
  public List<String> strings(String name) {
    List<String> texts = new ArrayList<>();
    elements(name).forEach(node -> text(node).ifPresent(texts::add));
    return List.copyOf(texts);
  }

  boolean isArray(String name) {
    JsonNode node = tree.get(name);
    return node != null && node.isArray();
  }

  /** Rails' reading: false, f, 0, off, no and blank are false, everything else is true. */
  public Optional<Boolean> bool(String name) {
    return string(name).map(text -> !FALSE.contains(text.toLowerCase(Locale.ROOT)));
  }

  public OptionalInt integer(String name) {
    Optional<String> text = string(name).map(String::trim).filter(value -> !value.isEmpty());
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text.get()));
    } catch (NumberFormatException e) {
      throw Problem.badRequest("The parameter " + name + " must be a number");
    }
  }

  /** An id of this server; anything else than digits is a 400. */
  public OptionalLong longId(String name) {
    Optional<String> text = string(name).map(String::trim).filter(value -> !value.isEmpty());
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(id(name, text.get()));
  }

  /** The ids of an array such as {@code media_ids[]}. */
  public List<Long> longIds(String name) {
    return strings(name).stream().map(text -> id(name, text.trim())).toList();
  }

  /** An uploaded file; a form that left its file field empty reads as none. */
  public Optional<Upload> file(String name) {
    return tree.get(name) instanceof POJONode node && node.getPojo() instanceof Upload upload
        ? Optional.of(upload)
        : Optional.empty();
  }

  /**
   * The parameters below a name: {@code source[privacy]} is {@code
   * nested("source").string("privacy")}.
   */
  public Params nested(String name) {
    return tree.get(name) instanceof ObjectNode object ? new Params(object) : empty();
  }

  /**
   * The objects of an array, or of a form's numbered names ({@code fields_attributes[0][name]}).
   */
  public List<Params> objects(String name) {
    return elements(name).stream()
        .filter(ObjectNode.class::isInstance)
        .map(node -> new Params((ObjectNode) node))
        .toList();
  }

  /** A copy of the merged tree, for what is kept as it was sent; uploads are left out. */
  public ObjectNode toJson() {
    ObjectNode copy = tree.deepCopy();
    copy.propertyStream()
        .filter(entry -> entry.getValue().isPojo())
        .map(Map.Entry::getKey)
        .toList()
        .forEach(copy::remove);
    return copy;
  }

  private List<JsonNode> elements(String name) {
    JsonNode node = tree.get(name);
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (node.isArray()) {
      return List.copyOf(node.values());
    }
    if (node instanceof ObjectNode object && isNumbered(object)) {
      Map<Integer, JsonNode> ordered = new TreeMap<>();
      object.forEachEntry((key, value) -> ordered.put(Integer.valueOf(key), value));
      return List.copyOf(ordered.values());
    }
    return List.of(node);
  }

  private static boolean isNumbered(ObjectNode object) {
    return !object.isEmpty()
        && object.propertyNames().stream().allMatch(key -> key.matches("[0-9]{1,4}"));
  }

  private static Optional<String> text(@org.jspecify.annotations.Nullable JsonNode node) {
    return node == null || node.isNull() || !node.isValueNode() || node.isPojo()
        ? Optional.empty()
        : Optional.of(node.asString());
  }

  private static long id(String name, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw Problem.badRequest("The parameter " + name + " must be an id");
    }
    return Long.parseLong(text);
  }
}
