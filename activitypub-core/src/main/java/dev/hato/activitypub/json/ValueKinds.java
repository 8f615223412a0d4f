package dev.hato.activitypub.json;

import dev.hato.activitypub.json.Diagnostic.Kind;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Term;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says whether a single value is of the kind that its term takes. */
final class ValueKinds {
  private static final Set<String> PAGE_PROPERTIES = Set.of("first", "last", "next", "prev");
  private static final Set<String> PAGES =
      Set.of("CollectionPage", "OrderedCollectionPage", "Link", "Mention");
  private static final Optional<Kind> GOOD = Optional.empty();

  private ValueKinds() {}

  static Optional<Kind> check(Term term, JsonNode value) {
    if (value.isNull()) {
      return GOOD;
    }
    return switch (term.kind()) {
      case TEXT, LANG, TIME, DURATION -> wrongUnless(value.isString());
      case FLAG -> wrongUnless(value.isBoolean());
      case WHOLE -> wrongUnless(value.canConvertToExactIntegral());
      case DECIMAL -> wrongUnless(value.isNumber());
      case REF, REFS -> reference(term, value);
      case MAP, LIST, ANY, CLASS -> GOOD;
    };
  }

  private static Optional<Kind> reference(Term term, JsonNode value) {
    if (value instanceof ObjectNode object) {
      boolean wrongType =
          PAGE_PROPERTIES.contains(term.name())
              && object.path("type").isString()
              && !PAGES.contains(object.path("type").stringValue());
      return wrongType ? Optional.of(Kind.WRONG_TYPE) : GOOD;
    }
    if (!value.isString()) {
      return Optional.of(Kind.WRONG_KIND);
    }
    String iri = value.stringValue();
    return iri.indexOf(':') > 0 || iri.isEmpty() || Iri.parse(iri).isPublic()
        ? GOOD
        : Optional.of(Kind.RELATIVE_IRI);
  }

  private static Optional<Kind> wrongUnless(boolean good) {
    return good ? GOOD : Optional.of(Kind.WRONG_KIND);
  }
}
