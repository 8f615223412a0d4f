package dev.hato.activitypub.json;

import dev.hato.activitypub.vocab.Term;
import dev.hato.activitypub.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks whether the contexts of one document give other meanings to known terms (or known meanings
 * to other terms), so that the document has to be normalised before anybody acts on it.
 */
final class ContextCheck {
  private static final Vocabulary VOCABULARY = Vocabulary.standard();
  private static final int MAX_CONTEXTS = 16;
  private static final int MAX_CHAIN = 4;

  /**
   * Of an identifier that stands for a term or a prefix. A prefix is written out wherever it is
   * used: with a long one, a small document would become a huge one.
   */
  private static final int LONGEST_IRI = 256;

  /** Parts of a definition that change how values read, beyond which term they belong to. */
  private static final Set<String> BEYOND_JSON_LD_1_0 =
      Set.of("@reverse", "@nest", "@import", "@propagate", "@index");

  private final List<ObjectNode> inline = new ArrayList<>(2);
  private final Map<String, String> definitions = new HashMap<>();
  private int defined;
  private int contexts;
  private boolean unknown;
  private boolean unusable;
  private boolean reset;
  private boolean tooLong;

  /** Takes one value of {@code @context}. */
  void add(JsonNode context) {
    if (context instanceof ArrayNode array) {
      array.forEach(this::addEntry);
    } else if (!context.isNull()) {
      addEntry(context);
    }
  }

  /** Whether a context document was named that is not bundled. */
  boolean hasUnknown() {
    return unknown;
  }

  /** Whether something was no context, or there were more than are looked at. */
  boolean hasUnusable() {
    return unusable;
  }

  /** Whether every context was known and usable. */
  boolean isClean() {
    return !unknown && !unusable;
  }

  /**
   * Whether there is more than is looked at, what stands for too much, or what the JSON-LD 1.0
   * processor cannot do.
   */
  boolean isUnsupported() {
    return contexts > MAX_CONTEXTS
        || tooLong
        || inline.stream().flatMap(c -> c.properties().stream()).anyMatch(ContextCheck::isBeyond)
        || definitions().values().stream().anyMatch(this::growsTooLong);
  }

  /** Whether a known term may have another meaning, or another name. */
  boolean remaps() {
    if (reset || tooLong || contexts > MAX_CONTEXTS) {
      return true;
    }
    for (ObjectNode context : inline) {
      for (Map.Entry<String, JsonNode> entry : context.properties()) {
        if (remaps(entry.getKey(), entry.getValue()) || isBeyond(entry)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The full identifier of a prefixed name or of a term that a context defines. */
  String expand(String name) {
    return expand(name, 0).orElse(name);
  }

  /** What the contexts define themselves, by full identifier; for terms of their own. */
  Map<String, String> ownTerms() {
    Map<String, String> byIri = new HashMap<>();
    for (Map.Entry<String, String> definition : definitions().entrySet()) {
      String term = definition.getKey();
      String id = definition.getValue();
      if (VOCABULARY.term(term).isEmpty() && !id.startsWith("@")) {
        byIri.putIfAbsent(expand(id), term);
      }
    }
    return byIri;
  }

  private void addEntry(JsonNode entry) {
    if (++contexts > MAX_CONTEXTS) {
      unusable = true;
    } else if (entry.isString()) {
      unknown |= !Contexts.isKnown(entry.stringValue());
    } else if (entry instanceof ObjectNode object) {
      inline.add(object);
      tooLong |= isLong(object);
    } else if (entry.isNull()) {
      reset = true;
    } else {
      unusable = true;
    }
  }

  /** The identifiers as they are written; collected when the first one is asked for. */
  private Map<String, String> definitions() {
    for (; defined < inline.size(); defined++) {
      inline
          .get(defined)
          .forEachEntry(
              (term, definition) -> {
                @Nullable String id = idOf(term, definition);
                if (id != null && !term.startsWith("@")) {
                  definitions.put(term, id);
                }
              });
    }
    return definitions;
  }

  /** By the prefixes in it, without end where they name each other. */
  private boolean growsTooLong(String id) {
    return expand(id, 0).map(String::length).orElse(Integer.MAX_VALUE) > LONGEST_IRI;
  }

  private static boolean isLong(JsonNode definition) {
    return definition.isString() && definition.stringValue().length() > LONGEST_IRI
        || definition.isObject() && definition.valueStream().anyMatch(ContextCheck::isLong);
  }

  private static boolean isBeyond(Map.Entry<String, JsonNode> entry) {
    if (BEYOND_JSON_LD_1_0.contains(entry.getKey())) {
      return true;
    }
    if (!(entry.getValue() instanceof ObjectNode definition)) {
      return false;
    }
    @Nullable JsonNode scoped = definition.get("@context");
    return scoped != null && !Contexts.isPlain(scoped)
        || BEYOND_JSON_LD_1_0.stream().anyMatch(definition::has);
  }

  private boolean remaps(String term, JsonNode definition) {
    if (term.startsWith("@")) {
      return remapsKeyword(term, definition);
    }
    Optional<Term> known = VOCABULARY.term(term);
    @Nullable String id = idOf(term, definition);
    if (term.equals("id") || term.equals("type")) {
      return !("@" + term).equals(id);
    }
    if (id == null) {
      return known.isPresent();
    }
    if (id.startsWith("@")) {
      return true;
    }
    if (known.isPresent()) {
      return !(id.equals(known.get().compact()) || known.get().iris().contains(expand(id)))
          || rearranges(known.get(), definition);
    }
    List<String> namespaces = VOCABULARY.namespaces(term);
    return namespaces.isEmpty()
        ? VOCABULARY.byIri(expand(id)).isPresent()
        : !namespaces.contains(id);
  }

  private static boolean remapsKeyword(String keyword, JsonNode value) {
    return switch (keyword) {
      case "@vocab" -> !value.isString() || !value.stringValue().equals("_:");
      case "@language", "@version", "@protected" -> false;
      default -> true;
    };
  }

  /** Whether a container makes another shape of the values than the one that we know. */
  private static boolean rearranges(Term term, JsonNode definition) {
    @Nullable JsonNode container = definition.get("@container");
    return container != null
        && switch (container.asString("")) {
          case "@list", "@set" -> term.kind() == Term.Kind.MAP;
          case "@language" -> term.kind() != Term.Kind.MAP;
          default -> true;
        };
  }

  private static @Nullable String idOf(String term, JsonNode definition) {
    if (definition.isString()) {
      return definition.stringValue();
    }
    if (definition instanceof ObjectNode object) {
      @Nullable JsonNode id = object.get("@id");
      if (id != null) {
        return id.isString() ? id.stringValue() : null;
      }
      return term.indexOf(':') > 0 ? term : null;
    }
    return null;
  }

  /** Empty when one definition leads to another too often. */
  private Optional<String> expand(String name, int depth) {
    if (depth > MAX_CHAIN) {
      return Optional.empty();
    }
    @Nullable String own = definitions().get(name);
    if (own != null && !own.equals(name)) {
      return expand(own, depth + 1);
    }
    int colon = name.indexOf(':');
    if (colon < 0) {
      return Optional.of(VOCABULARY.term(name).map(Term::iri).orElse("_:" + name));
    }
    String prefix = name.substring(0, colon);
    String rest = name.substring(colon + 1);
    if (rest.startsWith("//")) {
      return Optional.of(name);
    }
    if (definitions().containsKey(prefix)) {
      return expand(prefix, depth + 1).map(iri -> iri + rest);
    }
    List<String> namespaces = VOCABULARY.namespaces(prefix);
    return Optional.of(namespaces.isEmpty() ? name : namespaces.get(0) + rest);
  }
}
