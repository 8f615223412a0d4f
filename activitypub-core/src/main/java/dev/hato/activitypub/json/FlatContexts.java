package dev.hato.activitypub.json;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.hato.activitypub.vocab.Term;
import dev.hato.activitypub.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Contexts in the form that a JSON-LD 1.0 processor takes, as plain Java collections: documents are
 * put in the place of their IRIs (so that nothing can be fetched), unknown ones are left out, and
 * what 1.1 added is either flattened or dropped.
 */
final class FlatContexts {
  private static final Vocabulary VOCABULARY = Vocabulary.standard();
  private static final Set<String> KEPT = Set.of("@id", "@type", "@container");
  private static final Set<String> CONTAINERS = Set.of("@list", "@set", "@language");
  private static final Map<String, Map<String, Object>> BUNDLED =
      Contexts.files().stream().collect(toUnmodifiableMap(file -> file, FlatContexts::bundled));
  private static final List<Object> BASE =
      List.of(prefixes(), Objects.requireNonNull(BUNDLED.get("activitystreams")));

  private FlatContexts() {}

  /** The context of a whole document: Activity Streams goes before what the document says. */
  static List<Object> ofDocument(@Nullable JsonNode context) {
    List<Object> flat = new ArrayList<>(BASE);
    if (context != null) {
      flat.addAll(ofObject(context));
    }
    return flat;
  }

  /** The context of an embedded object. */
  static List<Object> ofObject(JsonNode context) {
    List<Object> flat = new ArrayList<>();
    if (context instanceof ArrayNode array) {
      array.forEach(entry -> add(entry, flat));
    } else if (!context.isNull()) {
      add(context, flat);
    }
    return flat;
  }

  private static void add(JsonNode entry, List<Object> flat) {
    if (entry.isString()) {
      @Nullable String file = Contexts.file(entry.stringValue());
      if (file != null) {
        flat.add(BUNDLED.get(file));
      }
    } else if (entry instanceof ObjectNode definitions) {
      Map<String, Object> kept = new LinkedHashMap<>();
      definitions.forEachEntry((term, definition) -> define(term, definition, kept));
      flat.add(kept);
    } else if (entry.isNull()) {
      flat.add(null);
    }
  }

  private static void define(String term, JsonNode definition, Map<String, Object> kept) {
    if (term.startsWith("@") && !term.equals("@vocab") && !term.equals("@base")) {
      // @version and @protected are of 1.1; a default language only hides texts from the views.
      return;
    }
    if (definition instanceof ObjectNode object) {
      Map<String, Object> parts = new LinkedHashMap<>();
      object.forEachEntry(
          (part, value) -> {
            if (KEPT.contains(part) && value.isString() && isOf10(part, value.stringValue())) {
              parts.put(part, value.stringValue());
            }
          });
      kept.put(term, parts);
    } else {
      kept.put(term, definition.isString() ? definition.stringValue() : null);
    }
  }

  private static boolean isOf10(String part, String value) {
    return switch (part) {
      case "@container" -> CONTAINERS.contains(value);
      case "@type" -> !value.equals("@json") && !value.equals("@none");
      default -> true;
    };
  }

  private static Map<String, Object> prefixes() {
    Map<String, Object> prefixes = new LinkedHashMap<>();
    for (String prefix : VOCABULARY.prefixes()) {
      prefixes.put(prefix, VOCABULARY.namespaces(prefix).get(0));
    }
    return Collections.unmodifiableMap(prefixes);
  }

  /** One bundled document: the terms of scoped contexts are lifted to the top. */
  private static Map<String, Object> bundled(String file) {
    Map<String, Object> terms = new LinkedHashMap<>();
    liftDocument(Contexts.bundled(file).path("@context"), terms);
    if (!file.equals("activitystreams")) {
      terms.keySet().removeIf(term -> changesMeaning(term, terms));
    }
    return Collections.unmodifiableMap(terms);
  }

  /** A document may name others before its own terms: the last definition counts. */
  private static void liftDocument(JsonNode context, Map<String, Object> terms) {
    if (context instanceof ArrayNode array) {
      for (int i = array.size() - 1; i >= 0; i--) {
        liftDocument(array.get(i), terms);
      }
    } else if (context instanceof ObjectNode own) {
      lift(own, terms);
    } else if (context.isString() && Contexts.file(context.stringValue()) instanceof String file) {
      liftDocument(Contexts.bundled(file).path("@context"), terms);
    }
  }

  private static void lift(ObjectNode context, Map<String, Object> terms) {
    context.forEachEntry(
        (term, definition) -> {
          if (!terms.containsKey(term)) {
            define(term, definition, terms);
          }
        });
    context.forEach(
        definition -> {
          if (definition.path("@context") instanceof ObjectNode scoped) {
            lift(scoped, terms);
          }
        });
  }

  /** The old identity context calls schema:name "name": such a term keeps the usual meaning. */
  private static boolean changesMeaning(String term, Map<String, Object> terms) {
    Optional<Term> known = VOCABULARY.term(term);
    if (known.isEmpty()) {
      return false;
    }
    Object definition = terms.get(term);
    Object id = definition instanceof Map<?, ?> parts ? parts.get("@id") : definition;
    return !(id instanceof String iri)
        || !known.get().iris().contains(iri) && !known.get().compact().equals(iri);
  }
}
