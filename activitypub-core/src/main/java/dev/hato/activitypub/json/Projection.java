package dev.hato.activitypub.json;

import dev.hato.activitypub.vocab.ContextComposer;
import dev.hato.activitypub.vocab.Term;
import dev.hato.activitypub.vocab.Vocabulary;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes expanded JSON-LD in the names of the vocabulary: identifiers stay in full, one value is
 * not wrapped in an array, texts with a language go to the language map.
 */
final class Projection {
  private static final Vocabulary VOCABULARY = Vocabulary.standard();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String BLANK = "_:";

  private final Map<String, String> ownNames;
  private final ObjectNode definitions = NODES.objectNode();

  /**
   * Prepares a projection.
   *
   * @param ownNames the document's own names by their identifiers
   */
  Projection(Map<String, String> ownNames) {
    this.ownNames = ownNames;
  }

  /** The whole document, with the context that fits it. */
  ObjectNode document(Map<?, ?> expanded) {
    ObjectNode body = node(expanded);
    ObjectNode document = NODES.objectNode();
    document.set("@context", ContextComposer.compose(body, definitions));
    return document.setAll(body);
  }

  private ObjectNode node(Map<?, ?> expanded) {
    ObjectNode object = NODES.objectNode();
    if (expanded.get("@id") instanceof String id) {
      object.put("id", id);
    }
    if (expanded.get("@type") instanceof List<?> types) {
      set(object, "type", types.stream().map(type -> text(name(type.toString()))).toList());
    }
    expanded.forEach(
        (key, values) -> {
          if (!key.toString().startsWith("@") && values instanceof List<?> list) {
            property(object, key.toString(), list);
          }
        });
    return object;
  }

  private void property(ObjectNode object, String iri, List<?> values) {
    Optional<Term> term = VOCABULARY.byIri(iri);
    String name = name(iri);
    if (values.size() == 1
        && values.get(0) instanceof Map<?, ?> only
        && only.get("@list") instanceof List<?> list) {
      ArrayNode array = object.putArray(name.equals("items") ? "orderedItems" : name);
      list.forEach(element -> array.add(value(element)));
      return;
    }
    boolean languages = term.isPresent() && term.get().kind() == Term.Kind.LANG;
    List<JsonNode> plain = new ArrayList<>(values.size());
    for (Object value : values) {
      if (languages
          && value instanceof Map<?, ?> map
          && map.get("@language") instanceof String language) {
        object.withObjectProperty(name + "Map").set(spelled(language), value(map));
      } else {
        plain.add(value(value));
      }
    }
    set(object, name, plain);
  }

  /** The usual spelling of a tag that JSON-LD Java has put in lower case: zh-Hans. */
  private static String spelled(String language) {
    String usual = Locale.forLanguageTag(language).toLanguageTag();
    return usual.equalsIgnoreCase(language) ? usual : language;
  }

  private static void set(ObjectNode object, String name, List<? extends JsonNode> values) {
    if (values.size() == 1) {
      object.set(name, values.get(0));
    } else if (!values.isEmpty()) {
      object.putArray(name).addAll(values);
    }
  }

  private JsonNode value(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return scalar(value);
    }
    if (map.containsKey("@value")) {
      return scalar(map.get("@value"));
    }
    return map.size() == 1 && map.get("@id") instanceof String id ? text(id) : node(map);
  }

  private static JsonNode scalar(@Nullable Object value) {
    return switch (value) {
      case String text -> text(text);
      case Boolean flag -> NODES.booleanNode(flag);
      case Integer number -> NODES.numberNode(number.intValue());
      case Long number -> NODES.numberNode(number.longValue());
      case BigInteger number -> NODES.numberNode(number);
      case BigDecimal number -> NODES.numberNode(number);
      case Double number when Double.isFinite(number) ->
          NODES.numberNode(BigDecimal.valueOf(number));
      case null, default -> NODES.nullNode();
    };
  }

  /** The term for an identifier: of the vocabulary, of the document, or the identifier itself. */
  private String name(String iri) {
    Optional<Term> known = VOCABULARY.byIri(iri);
    if (known.isPresent()) {
      return known.get().name();
    }
    @Nullable String own = ownNames.get(iri);
    if (own != null && isFree(own)) {
      definitions.put(own, iri);
      return own;
    }
    String unheardOf = iri.startsWith(BLANK) ? iri.substring(BLANK.length()) : iri;
    return isFree(unheardOf) ? unheardOf : iri;
  }

  /** No name of the document may come to stand where a known one belongs. */
  private static boolean isFree(String name) {
    return !name.equals("id")
        && !name.equals("type")
        && !name.startsWith("@")
        && VOCABULARY.term(name).isEmpty();
  }

  private static JsonNode text(String text) {
    return NODES.stringNode(text);
  }
}
