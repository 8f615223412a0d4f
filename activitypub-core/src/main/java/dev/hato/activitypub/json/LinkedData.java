package dev.hato.activitypub.json;

import static java.util.stream.Collectors.toList;

import com.github.jsonldjava.core.JsonLdProcessor;
import com.github.jsonldjava.core.RDFDataset;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document as JSON-LD. One expansion gives both the canonical statements that a linked-data
 * signature is made over and the plain document that says exactly these statements, so that nobody
 * can have one thing verified and another one read.
 *
 * <p>Contexts are the bundled ones only. A document that rearranges the graph ({@code @graph},
 * {@code @included}, {@code @reverse} and the like, at any depth, under any alias) or that names
 * blank nodes itself has no such form. Immutable.
 */
public final class LinkedData {
  /** JSON-LD 1.1 API §8.6: from 10 to the 21st on, whole numbers are doubles, too. */
  private static final int MOST_DIGITS = 21;

  private final List<Object> expanded;
  private final ObjectNode covered;

  private LinkedData(List<Object> expanded, ObjectNode covered) {
    this.expanded = expanded;
    this.covered = covered;
  }

  /** The JSON-LD form of a document; empty when it has none that could be trusted. */
  public static Optional<LinkedData> of(ObjectNode document) {
    DocumentCheck check = DocumentCheck.of(document);
    if (check.cannotBeNormalised() || GraphKeywords.areIn(document)) {
      return Optional.empty();
    }
    try {
      List<Object> expanded = Normaliser.expand(document);
      expanded.replaceAll(LinkedData::withRdfNumbers);
      return expanded.size() == 1 && expanded.get(0) instanceof Map<?, ?> root
          ? CoveredStatements.of(root)
              .map(node -> new Projection(check.ownNames()).document(node))
              .map(covered -> new LinkedData(expanded, covered))
          : Optional.empty();
    } catch (RuntimeException notJsonLd) {
      // See Normaliser: the library has no one exception for bad documents.
      return Optional.empty();
    }
  }

  /**
   * The statements in their canonical form (RDFC-1.0): N-Quads, one a line. It is the same text as
   * the older URDNA2015 gives for everything that JSON can say.
   *
   * @return empty for what takes too much work, or cannot be said in RDF
   */
  public Optional<String> canonical() {
    try {
      return CanonicalQuads.of((RDFDataset) JsonLdProcessor.toRDF(expanded, Normaliser.options()));
    } catch (RuntimeException notRdf) {
      return Optional.empty();
    }
  }

  /**
   * The document in plain terms: all that the statements say, and nothing that they do not say. To
   * be read, not changed.
   */
  public ObjectNode covered() {
    return covered;
  }

  /** Numbers as RDF has them: what is whole is an integer, the rest and the huge are doubles. */
  private static Object withRdfNumbers(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, inner) -> copy.put(name.toString(), withRdfNumbers(inner)));
        yield copy;
      }
      case List<?> list -> list.stream().map(LinkedData::withRdfNumbers).collect(toList());
      case BigDecimal number -> rdfNumber(number);
      case BigInteger number -> rdfNumber(new BigDecimal(number));
      default -> value;
    };
  }

  private static Number rdfNumber(BigDecimal number) {
    boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    return whole && number.precision() - number.scale() <= MOST_DIGITS
        ? number.toBigInteger()
        : Double.valueOf(number.doubleValue());
  }

  /** Finds the keywords that a signed document may not have, wherever they stand. */
  private static final class GraphKeywords {
    static boolean areIn(JsonNode node) {
      if (node instanceof ObjectNode object) {
        return object.propertyNames().stream().anyMatch(CoveredStatements.REARRANGING::contains)
            || object.values().stream().anyMatch(GraphKeywords::areIn);
      }
      return node.isString()
          ? CoveredStatements.REARRANGING.contains(node.stringValue())
          : node.isArray() && node.valueStream().anyMatch(GraphKeywords::areIn);
    }
  }
}
