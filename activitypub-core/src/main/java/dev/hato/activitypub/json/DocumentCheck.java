package dev.hato.activitypub.json;

import dev.hato.activitypub.json.Diagnostic.Kind;
import dev.hato.activitypub.vocab.Term;
import dev.hato.activitypub.vocab.Vocabulary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One walk over a document that was read: collects what will be passed over, and finds out whether
 * its plain reading is its meaning.
 */
final class DocumentCheck {
  private static final Vocabulary VOCABULARY = Vocabulary.standard();

  /** Keywords that rearrange the graph; a document that uses them is never normalised. */
  private static final Set<String> GRAPH_KEYWORDS =
      Set.of("@graph", "@included", "@reverse", "@nest");

  private static final int LONGEST_NAME = 128;

  private final ContextCheck contexts = new ContextCheck();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<String> prefixed = new ArrayList<>(0);
  private final Deque<String> path = new ArrayDeque<>();
  private boolean keywords;
  private boolean graphKeywords;

  private DocumentCheck() {}

  static DocumentCheck of(ObjectNode document) {
    DocumentCheck check = new DocumentCheck();
    check.object(document);
    return check;
  }

  /** What will be passed over in the values. */
  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** What is to be said about the contexts. */
  List<Diagnostic> contextDiagnostics() {
    List<Diagnostic> remarks = new ArrayList<>(0);
    if (contexts.hasUnknown()) {
      remarks.add(new Diagnostic(Kind.UNKNOWN_CONTEXT, "/@context"));
    }
    if (contexts.hasUnusable()) {
      remarks.add(new Diagnostic(Kind.UNUSABLE_CONTEXT, "/@context"));
    }
    return remarks;
  }

  /** Names that are the document's own, by the identifiers that they stand for. */
  Map<String, String> ownNames() {
    Map<String, String> names = contexts.ownTerms();
    for (String name : prefixed) {
      String iri = contexts.expand(name);
      // A type is any text: one that no context explains, or that is too long for a name, is not.
      if (!namesKnownTerm(name) && !iri.equals(name) && name.length() <= LONGEST_NAME) {
        names.put(iri, name);
      }
    }
    return names;
  }

  /** Whether the plain reading could be another than the meaning. */
  boolean needsNormalising() {
    return keywords
        || graphKeywords
        || contexts.remaps()
        || prefixed.stream().anyMatch(this::namesKnownTerm);
  }

  /** Whether normalising is out of the question. */
  boolean cannotBeNormalised() {
    return graphKeywords || contexts.isUnsupported();
  }

  private boolean namesKnownTerm(String name) {
    Optional<Term> term = VOCABULARY.byIri(contexts.expand(name));
    return term.isPresent() && !term.get().name().equals(name);
  }

  private void object(ObjectNode object) {
    object.forEachEntry(this::property);
    ItemNames.check(object).ifPresent(misplaced -> report(Kind.MISPLACED_ITEMS, misplaced));
  }

  private void property(String name, JsonNode value) {
    if (name.equals("@context")) {
      contexts.add(value);
      return;
    }
    if (name.equals("type")) {
      types(value);
    } else if (name.equals("id")) {
      idValue(value);
    } else {
      Optional<Term> term = VOCABULARY.term(name);
      if (term.isEmpty()) {
        unknownName(name);
      } else if (term.get().kind() == Term.Kind.MAP) {
        Languages.check(value).ifPresent(kind -> report(kind, name));
        return;
      }
      path.addLast(term.isPresent() ? name : "*");
      values(term, value);
      path.removeLast();
    }
  }

  private void values(Optional<Term> term, JsonNode value) {
    if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        path.addLast(Integer.toString(i));
        values(term, array.get(i));
        path.removeLast();
      }
      return;
    }
    if (term.isPresent()) {
      ValueKinds.check(term.get(), value).ifPresent(this::report);
    }
    if (value instanceof ObjectNode object) {
      object(object);
    }
  }

  private void unknownName(String name) {
    if (name.startsWith("@")) {
      keywords = true;
      graphKeywords |= GRAPH_KEYWORDS.contains(name);
    } else if (name.indexOf(':') >= 0) {
      prefixed.add(name);
    }
  }

  private void types(JsonNode value) {
    if (value instanceof ArrayNode array) {
      array.forEach(this::types);
    } else if (!value.isString()) {
      report(Kind.WRONG_KIND, "type");
    } else if (value.stringValue().indexOf(':') > 0) {
      typeIri(value.stringValue());
    }
  }

  /** Types with the usual prefix or in full are understood as they are. */
  private void typeIri(String type) {
    boolean understood = type.startsWith("as:") || VOCABULARY.byIri(type).isPresent();
    if (!understood) {
      prefixed.add(type);
    }
  }

  private void idValue(JsonNode value) {
    if (!value.isString() && !value.isNull()) {
      report(Kind.WRONG_KIND, "id");
    }
  }

  private void report(Kind kind) {
    diagnostics.add(new Diagnostic(kind, "/" + String.join("/", path)));
  }

  private void report(Kind kind, String name) {
    path.addLast(name);
    report(kind);
    path.removeLast();
  }
}
