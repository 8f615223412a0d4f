package dev.hato.activitypub.json;

import dev.hato.activitypub.vocab.ContextComposer;
import dev.hato.activitypub.vocab.Term;
import dev.hato.activitypub.vocab.Vocabulary;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Documents out of the whole vocabulary, each with values of the kinds that its terms take. */
final class GeneratedDocuments {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 3;
  private static final List<Term> CLASSES =
      Vocabulary.standard().terms().stream()
          .filter(t -> t.kind() == Term.Kind.CLASS && isFirstName(t))
          .toList();
  private static final List<Term> PROPERTIES =
      Vocabulary.standard().terms().stream().filter(GeneratedDocuments::isProperty).toList();

  /** They take pages only, when they carry an object. */
  private static final Set<String> PAGES = Set.of("first", "last", "next", "prev");

  private final Random random;
  private int ids;

  private GeneratedDocuments(long seed) {
    this.random = new Random(seed);
  }

  /** So many documents, the same ones each time. */
  static Stream<ObjectNode> stream(int count) {
    return Stream.iterate(1, seed -> seed + 1)
        .limit(count)
        .map(seed -> new GeneratedDocuments(seed).document());
  }

  /** A value of the kind that a term takes. */
  static JsonNode valueFor(Term term, long seed) {
    return new GeneratedDocuments(seed).one(term, DEEPEST);
  }

  /**
   * Not proofPurpose, whose values are terms again; not {@code orderedItems}: it is {@code items}
   * for JSON-LD; nor maps, which go with a text.
   */
  static boolean isProperty(Term term) {
    return switch (term.kind()) {
      case CLASS, MAP, REFS, ANY -> false;
      case TEXT, LANG, REF, LIST, FLAG, WHOLE, DECIMAL, TIME, DURATION ->
          isFirstName(term)
              && !term.name().equals("proofPurpose")
              && !term.name().equals("items")
              && !term.iri().equals("https://w3id.org/security#signature");
    };
  }

  /** Of two names for one thing (CryptographicKey and Key), JSON-LD gives back the first. */
  private static boolean isFirstName(Term term) {
    return Vocabulary.standard().byIri(term.iri()).orElseThrow().equals(term);
  }

  private ObjectNode document() {
    ObjectNode body = object(0);
    ObjectNode own = NODES.objectNode();
    if (random.nextBoolean()) {
      own.put("ex", "https://ex.example/ns#").put("taste", "ex:taste");
      body.put("taste", "sweet");
    }
    ObjectNode document = NODES.objectNode();
    document.set("@context", ContextComposer.compose(body, own));
    return document.setAll(body);
  }

  private ObjectNode object(int depth) {
    ObjectNode object = NODES.objectNode();
    if (random.nextInt(5) > 0) {
      object.put("id", iri());
    }
    object.put("type", CLASSES.get(random.nextInt(CLASSES.size())).name());
    for (int i = random.nextInt(6); i >= 0; i--) {
      Term term = PROPERTIES.get(random.nextInt(PROPERTIES.size()));
      object.set(term.name(), value(term, depth));
      if (term.kind() == Term.Kind.LANG && random.nextBoolean()) {
        ObjectNode map = object.putObject(term.name() + "Map");
        map.put("ja", "鳩 " + random.nextInt(9)).put("en-GB", "pigeon");
      }
    }
    return object;
  }

  private JsonNode value(Term term, int depth) {
    boolean several = term.kind() == Term.Kind.REF && random.nextInt(3) == 0;
    if (!several) {
      return one(term, depth);
    }
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      array.add(one(term, depth));
    }
    return array;
  }

  private JsonNode one(Term term, int depth) {
    if (PAGES.contains(term.name())) {
      return NODES.stringNode(iri());
    }
    return switch (term.kind()) {
      case TEXT, LANG -> NODES.stringNode("text \"" + random.nextInt(99) + "\" <p>é\n鳩</p>");
      case FLAG -> NODES.booleanNode(random.nextBoolean());
      case WHOLE -> NODES.numberNode(random.nextInt(1000));
      case DECIMAL ->
          NODES.numberNode(new java.math.BigDecimal("0." + (1 + random.nextInt(98)) + "1"));
      case TIME -> NODES.stringNode("2026-11-01T10:00:%02dZ".formatted(random.nextInt(60)));
      case DURATION -> NODES.stringNode("PT" + random.nextInt(60) + "M");
      case LIST -> NODES.arrayNode().add("a").add("b").add("a");
      case REF, REFS, ANY, MAP, CLASS ->
          depth < DEEPEST && random.nextInt(3) == 0 ? object(depth + 1) : NODES.stringNode(iri());
    };
  }

  private String iri() {
    return "https://h" + random.nextInt(9) + ".example/" + ids++;
  }
}
