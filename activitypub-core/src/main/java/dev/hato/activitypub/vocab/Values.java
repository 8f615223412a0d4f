package dev.hato.activitypub.vocab;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and makes property values: single value or array, string or object, all the same to it.
 * What has the wrong kind counts as absent.
 */
final class Values {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Values() {}

  /** Calls back for each value: the elements of an array, or the one value that there is. */
  static void each(@Nullable JsonNode value, Consumer<JsonNode> action) {
    if (value instanceof ArrayNode array) {
      array.forEach(element -> each(element, action));
    } else if (value != null && !value.isNull()) {
      action.accept(value);
    }
  }

  /** The first value that is a string. */
  static @Nullable String firstString(@Nullable JsonNode value) {
    if (value == null || value.isString()) {
      return value == null ? null : value.stringValue();
    }
    if (value instanceof ArrayNode array) {
      for (JsonNode element : array) {
        if (element.isString()) {
          return element.stringValue();
        }
      }
    }
    return null;
  }

  static List<String> strings(@Nullable JsonNode value) {
    List<String> strings = new ArrayList<>();
    each(
        value,
        element -> {
          if (element.isString()) {
            strings.add(element.stringValue());
          }
        });
    return strings;
  }

  static boolean hasType(ObjectNode json, String type) {
    @Nullable JsonNode value = json.get("type");
    return value != null && value.isString()
        ? term(value.stringValue()).equals(type)
        : types(json).contains(type);
  }

  /** The types of an object as terms, in the order of the document. */
  static List<String> types(ObjectNode json) {
    JsonNode type = json.get("type");
    if (type != null && type.isString()) {
      return List.of(term(type.stringValue()));
    }
    return strings(type).stream().map(Values::term).toList();
  }

  /** {@code as:Note} and {@code https://www.w3.org/ns/activitystreams#Note} are both Note. */
  private static String term(String type) {
    if (type.indexOf(':') < 0) {
      return type;
    }
    if (type.startsWith("as:")) {
      return type.substring(3);
    }
    return Vocabulary.standard().byIri(type).map(Term::name).orElse(type);
  }

  /** The identifier that a value is or carries: a string, an object's id, a link's target. */
  static Optional<Iri> iri(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return string(object.get("id")).or(() -> string(object.get("href"))).map(Iri::parse);
    }
    return string(value).map(Iri::parse);
  }

  /** A string that says something; an array has no one identifier. */
  static Optional<String> string(@Nullable JsonNode value) {
    return value != null && value.isString() && !value.stringValue().isBlank()
        ? Optional.of(value.stringValue())
        : Optional.empty();
  }

  static LangText langText(@Nullable JsonNode plain, @Nullable JsonNode map) {
    Map<String, String> byLanguage = new LinkedHashMap<>();
    // Some put the language map under the plain name.
    collectLanguages(plain, byLanguage);
    collectLanguages(map, byLanguage);
    @Nullable String text = firstString(plain);
    return new LangText(text == null ? "" : text, Collections.unmodifiableMap(byLanguage));
  }

  private static void collectLanguages(@Nullable JsonNode map, Map<String, String> byLanguage) {
    if (map instanceof ObjectNode object) {
      object.forEachEntry(
          (language, value) -> {
            @Nullable String text = firstString(value);
            if (text != null) {
              byLanguage.put(language, text);
            }
          });
    }
  }

  /**
   * Makes a JSON value.
   *
   * @throws IllegalArgumentException for a class that has no JSON form here
   */
  static JsonNode toJson(Object value) {
    return switch (value) {
      case JsonNode node -> node;
      case String text -> NODES.stringNode(text);
      case Iri iri -> NODES.stringNode(iri.value());
      case Boolean flag -> NODES.booleanNode(flag);
      case Integer number -> NODES.numberNode(number.intValue());
      case Long number ->
          number.intValue() == number
              ? NODES.numberNode(number.intValue())
              : NODES.numberNode(number.longValue());
      case Double number -> NODES.numberNode(BigDecimal.valueOf(number));
      case BigDecimal number -> NODES.numberNode(number);
      case Instant instant -> NODES.stringNode(Timestamps.write(instant));
      case ApObject object -> embed(object);
      case Ref.Named<?> named -> NODES.stringNode(named.iri().value());
      case Ref.Embedded<?> embedded -> embed(embedded.object());
      case Collection<?> many -> array(many);
      case Map<?, ?> map -> object(map);
      default ->
          throw new IllegalArgumentException(
              value.getClass().getName()
                  + " has no JSON form; use String, Iri, Boolean, a number, Instant, ApObject,"
                  + " JsonNode, or a collection or map of these");
    };
  }

  /** A copy without some properties at any depth; the keys of language maps are none. */
  static JsonNode without(JsonNode node, Set<String> names) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = NODES.arrayNode(array.size());
      array.forEach(element -> copy.add(without(element, names)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = NODES.objectNode();
      object.forEachEntry(
          (name, value) -> {
            if (!names.contains(name)) {
              boolean languages = name.endsWith("Map");
              copy.set(name, languages ? value : without(value, names));
            }
          });
      return copy;
    }
    return node;
  }

  private static ArrayNode array(Collection<?> many) {
    ArrayNode array = NODES.arrayNode(many.size());
    many.forEach(element -> array.add(toJson(element)));
    return array;
  }

  private static ObjectNode object(Map<?, ?> map) {
    ObjectNode object = NODES.objectNode();
    map.forEach((name, element) -> object.set(name.toString(), toJson(element)));
    return object;
  }

  /** An embedded object needs no context of its own when the outer one will say the same. */
  private static ObjectNode embed(ApObject object) {
    JsonNode context = object.json().get("@context");
    if (context == null || !ContextComposer.isOurs(context)) {
      return object.json();
    }
    ObjectNode copy = NODES.objectNode().setAll(object.json());
    copy.remove("@context");
    return copy;
  }
}
