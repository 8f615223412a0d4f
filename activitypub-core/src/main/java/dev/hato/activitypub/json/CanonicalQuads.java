package dev.hato.activitypub.json;

import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.canon.RdfCanonTicker;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import com.github.jsonldjava.core.RDFDataset;
import java.io.StringWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Canonical N-Quads (RDFC-1.0). JSON-LD Java's own canonicalisation gives other labels as soon as
 * there are several blank nodes, so only its quads are used.
 */
final class CanonicalQuads {
  /**
   * The work that a document may cost; a post with its attachments and tags takes some hundreds.
   */
  private static final int MOST_STEPS = 20_000;

  private CanonicalQuads() {}

  static Optional<String> of(RDFDataset dataset) {
    RdfCanon canon = canon("SHA-256");
    try {
      for (String graph : dataset.graphNames()) {
        @Nullable String name = graph.equals("@default") ? null : graph;
        for (RDFDataset.Quad quad : dataset.getQuads(graph)) {
          add(canon, quad, name);
        }
      }
      StringWriter text = new StringWriter();
      canon.provide(new NQuadsWriter(text));
      return Optional.of(text.toString());
    } catch (RdfConsumerException | IllegalStateException tooMuchWork) {
      return Optional.empty();
    }
  }

  /** The algorithm with its limit of work. */
  static RdfCanon canon(String hash) {
    return RdfCanon.create(hash, new Limit(MOST_STEPS));
  }

  @SuppressWarnings("NullAway") // the library says by null that a quad has no such part
  private static void add(RdfCanon canon, RDFDataset.Quad quad, @Nullable String graph) {
    RDFDataset.Node object = quad.getObject();
    boolean literal = object.isLiteral();
    canon.quad(
        quad.getSubject().getValue(),
        quad.getPredicate().getValue(),
        object.getValue(),
        literal ? object.getDatatype() : null,
        literal ? object.getLanguage() : null,
        null,
        graph);
  }

  /** Ends a canonicalisation that is an attack: blank nodes that all look alike. */
  private static final class Limit implements RdfCanonTicker {
    private int left;

    Limit(int steps) {
      this.left = steps;
    }

    @Override
    public void tick() {
      if (--left < 0) {
        throw new IllegalStateException("the blank nodes take too much work to tell apart");
      }
    }
  }
}
