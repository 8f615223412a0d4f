package dev.hato.activitypub.vocab;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the {@code @context} of our own documents: Activity Streams first, then the documents and
 * the inline definitions for exactly those terms that are used (JSON-LD 1.1 §3.1).
 */
public final class ContextComposer {
  private static final Vocabulary VOCABULARY = Vocabulary.standard();
  private static final String BASE = VOCABULARY.contextIri("as");

  private final Set<String> documents = new LinkedHashSet<>();
  private final Map<String, Term> inline = new TreeMap<>();

  private ContextComposer() {}

  /**
   * The context for all that a document uses.
   *
   * @param document a document without a context; not changed
   * @param definitions further definitions, for terms that this library does not know
   */
  public static JsonNode compose(ObjectNode document, ObjectNode definitions) {
    ContextComposer composer = new ContextComposer();
    composer.collect(document);
    ObjectNode terms = composer.inlineDefinitions().setAll(definitions);
    if (composer.documents.isEmpty() && terms.isEmpty()) {
      return JsonNodeFactory.instance.stringNode(BASE);
    }
    ArrayNode context = JsonNodeFactory.instance.arrayNode().add(BASE);
    composer.documents.forEach(context::add);
    if (!terms.isEmpty()) {
      context.add(terms);
    }
    return context;
  }

  /** Adds what changed properties need to the context of a document that has one. */
  static void extend(ObjectNode document, Set<String> changed, ObjectNode definitions) {
    @Nullable JsonNode present = document.get("@context");
    if (present == null || changed.isEmpty()) {
      return;
    }
    ObjectNode part = ApObject.emptyNode();
    changed.forEach(property -> part.set(property, document.path(property)));
    ContextComposer composer = new ContextComposer();
    composer.collect(part);
    ObjectNode terms = composer.inlineDefinitions().setAll(definitions);
    Set<String> names = new LinkedHashSet<>();
    ArrayNode context = JsonNodeFactory.instance.arrayNode();
    Values.each(
        present,
        entry -> {
          context.add(entry);
          if (entry instanceof ObjectNode object) {
            names.addAll(object.propertyNames());
          } else if (entry.isString()) {
            composer.documents.remove(entry.stringValue());
          }
        });
    terms.remove(names);
    composer.documents.forEach(context::add);
    if (!terms.isEmpty()) {
      context.add(terms);
    }
    if (!composer.documents.isEmpty() || !terms.isEmpty()) {
      document.set("@context", context);
    }
  }

  /** Whether a context holds only what {@link #compose} would write again when it is needed. */
  static boolean isOurs(JsonNode context) {
    boolean[] ours = {true};
    Values.each(context, entry -> ours[0] &= isOurEntry(entry));
    return ours[0];
  }

  private static boolean isOurEntry(JsonNode entry) {
    if (entry instanceof ObjectNode definitions) {
      return definitions.properties().stream()
          .allMatch(term -> definition(term.getKey()).equals(term.getValue()));
    }
    return entry.isString() && VOCABULARY.contextIris().contains(entry.stringValue());
  }

  private static JsonNode definition(String name) {
    @Nullable Term term = VOCABULARY.find(name);
    if (term != null) {
      return define(term);
    }
    return VOCABULARY.namespaces(name).stream()
        .findFirst()
        .<JsonNode>map(JsonNodeFactory.instance::stringNode)
        .orElseGet(JsonNodeFactory.instance::nullNode);
  }

  private void collect(JsonNode node) {
    if (node instanceof ArrayNode array) {
      array.forEach(this::collect);
    } else if (node instanceof ObjectNode object) {
      Values.types(object).forEach(this::use);
      object.forEachEntry(
          (name, value) -> {
            if (!name.equals("@context")) {
              use(name);
              collect(value);
            }
          });
    }
  }

  private void use(String name) {
    @Nullable Term term = VOCABULARY.find(name);
    if (term == null || term.context().equals("as")) {
      return;
    }
    if (term.isInline()) {
      inline.put(name, term);
    } else {
      documents.add(VOCABULARY.contextIri(term.context()));
    }
  }

  private ObjectNode inlineDefinitions() {
    Map<String, JsonNode> prefixes = new LinkedHashMap<>();
    Map<String, JsonNode> terms = new LinkedHashMap<>();
    inline.forEach(
        (name, term) -> {
          int colon = term.compact().indexOf(':');
          String prefix = term.compact().substring(0, colon);
          if (!prefix.equals("as") && !VOCABULARY.namespaces(prefix).isEmpty()) {
            prefixes.put(prefix, definition(prefix));
          }
          if (!term.compact().equals(name)) {
            terms.put(name, define(term));
          }
        });
    ObjectNode definitions = ApObject.emptyNode();
    return definitions.setAll(prefixes).setAll(terms);
  }

  private static JsonNode define(Term term) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ObjectNode definition = nodes.objectNode().put("@id", term.compact());
    return switch (term.kind()) {
      case REF -> definition.put("@type", "@id");
      case REFS -> definition.put("@type", "@id").put("@container", "@list");
      case LIST -> definition.put("@container", "@list");
      case CLASS, TEXT, LANG, MAP, FLAG, WHOLE, DECIMAL, TIME, DURATION, ANY ->
          nodes.stringNode(term.compact());
    };
  }
}
