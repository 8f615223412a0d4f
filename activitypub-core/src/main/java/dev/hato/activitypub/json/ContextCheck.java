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

  /** Parts of a definition that change how values read, beyond which term they belong to. */
  private static final Set<String> BEYOND_JSON_LD_1_0 =
      Set.of("@reverse", "@nest", "@import", "@propagate", "@index");

  private final Map<String, String> definitions = new HashMap<>();
  private final List<ObjectNode> inline = new ArrayList<>();
  private int contexts;
  private boolean unknown;
  private boolean unusable;
  private boolean reset;
  private boolean unsupported;

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
    return !unknown && !unusable && !unsupported;
  }

  /** Whether it needs what the JSON-LD 1.0 processor cannot do. */
  boolean isUnsupported() {
    return unsupported;
  }

  /** Whether the meaning of a known term is changed, or another name is given to it. */
  boolean remaps() {
    if (reset) {
      return true;
    }
    for (ObjectNode context : inline) {
      for (Map.Entry<String, JsonNode> entry : context.properties()) {
        if (remaps(entry.getKey(), entry.getValue())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The full identifier of a prefixed name or of a term that a context defines. */
  String expand(String name) {
    return expand(name, 0);
  }

  /** What the contexts define themselves, by full identifier; for terms of their own. */
  Map<String, String> ownTerms() {
    Map<String, String> byIri = new HashMap<>();
    definitions.forEach(
        (term, id) -> {
          if (VOCABULARY.term(term).isEmpty() && !id.startsWith("@")) {
            byIri.putIfAbsent(expand(id), term);
          }
        });
    return byIri;
  }

  private void addEntry(JsonNode entry) {
    if (++contexts > MAX_CONTEXTS) {
      unusable = true;
    } else if (entry.isString()) {
      unknown |= !Contexts.isKnown(entry.stringValue());
    } else if (entry instanceof ObjectNode object) {
      inline.add(object);
      object.forEachEntry(this::define);
    } else if (entry.isNull()) {
      reset = true;
    } else {
      unusable = true;
    }
  }

  private void define(String term, JsonNode definition) {
    @Nullable String id = idOf(term, definition);
    if (id != null && !term.startsWith("@")) {
      definitions.put(term, id);
    }
    if (BEYOND_JSON_LD_1_0.contains(term)) {
      unsupported = true;
    }
    if (definition instanceof ObjectNode object) {
      unsupported |= object.propertyNames().stream().anyMatch(BEYOND_JSON_LD_1_0::contains);
      @Nullable JsonNode scoped = object.get("@context");
      unsupported |= scoped != null && !Contexts.isPlain(scoped);
    }
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
    String iri = expand(id);
    List<String> namespaces = VOCABULARY.namespaces(term);
    return namespaces.isEmpty() ? VOCABULARY.byIri(iri).isPresent() : !namespaces.contains(iri);
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

  private String expand(String name, int depth) {
    @Nullable String own = definitions.get(name);
    if (depth > MAX_CHAIN) {
      return name;
    }
    if (own != null && !own.equals(name)) {
      return expand(own, depth + 1);
    }
    int colon = name.indexOf(':');
    if (colon < 0) {
      return VOCABULARY.term(name).map(Term::iri).orElse("_:" + name);
    }
    String prefix = name.substring(0, colon);
    String rest = name.substring(colon + 1);
    if (rest.startsWith("//")) {
      return name;
    }
    if (definitions.containsKey(prefix)) {
      return expand(prefix, depth + 1) + rest;
    }
    List<String> namespaces = VOCABULARY.namespaces(prefix);
    return namespaces.isEmpty() ? name : namespaces.get(0) + rest;
  }
}
