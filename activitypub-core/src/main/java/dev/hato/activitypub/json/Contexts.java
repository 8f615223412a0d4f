package dev.hato.activitypub.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON-LD contexts that come with the library. No context is ever fetched: what is not here is
 * unknown, and an unknown context never fails an activity. Immutable and thread-safe.
 */
public final class Contexts {
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("https://www.w3.org/ns/activitystreams", "activitystreams"),
          Map.entry("https://www.w3.org/ns/activitystreams.jsonld", "activitystreams"),
          Map.entry("https://www.w3.org/ns/cid/v1", "cid-v1"),
          Map.entry("https://www.w3.org/ns/did/v1", "did-v1"),
          Map.entry("https://w3id.org/identity/v1", "identity-v1"),
          Map.entry("https://w3id.org/security/v1", "security-v1"),
          Map.entry("https://w3id.org/security/multikey/v1", "multikey-v1"),
          Map.entry("https://w3id.org/security/data-integrity/v1", "data-integrity-v1"),
          Map.entry("https://w3id.org/security/data-integrity/v2", "data-integrity-v2"),
          Map.entry("https://gotosocial.org/ns", "gotosocial"),
          Map.entry("https://w3id.org/fep/044f", "fep-044f"),
          Map.entry("https://w3id.org/fep/7aa9", "fep-7aa9"),
          Map.entry("https://w3id.org/fep/c0e0", "fep-c0e0"),
          Map.entry("https://w3id.org/fep/ef61", "fep-ef61"),
          Map.entry("https://purl.archive.org/socialweb/webfinger", "webfinger"));

  /** Every Pleroma and Akkoma server names its own copy. */
  private static final String LITEPUB = "/litepub-0.1.jsonld";

  private static final Map<String, ObjectNode> DOCUMENTS = load();

  private Contexts() {}

  /** Whether the context document is bundled, under any spelling of its IRI that is in use. */
  public static boolean isKnown(String iri) {
    return file(iri) != null;
  }

  /** A bundled context document as it is published; not to be changed. */
  public static Optional<ObjectNode> document(String iri) {
    return Optional.ofNullable(file(iri)).map(DOCUMENTS::get);
  }

  /**
   * Whether a context leaves every known term its well-known meaning: it names bundled documents
   * only, and what it defines itself is either the well-known definition or a term of its own.
   *
   * @param context the value of {@code @context}
   */
  public static boolean isPlain(JsonNode context) {
    ContextCheck check = new ContextCheck();
    check.add(context);
    return !check.remaps() && check.isClean();
  }

  static @Nullable String file(String iri) {
    @Nullable String exact = FILES.get(iri);
    if (exact != null) {
      return exact;
    }
    if (iri.startsWith("https://") && iri.endsWith(LITEPUB)) {
      return "litepub-0.1";
    }
    String spelled = iri.startsWith("http://") ? "https://" + iri.substring(7) : iri;
    boolean marked = spelled.endsWith("#") || spelled.endsWith("/");
    return FILES.get(marked ? spelled.substring(0, spelled.length() - 1) : spelled);
  }

  /** The names of the bundled files. */
  static Set<String> files() {
    return DOCUMENTS.keySet();
  }

  /** The document in a bundled file. */
  static ObjectNode bundled(String file) {
    return Objects.requireNonNull(DOCUMENTS.get(file), file);
  }

  private static Map<String, ObjectNode> load() {
    JsonMapper mapper = JsonMapper.builder().build();
    Map<String, ObjectNode> documents = new HashMap<>();
    FILES.values().forEach(file -> documents.computeIfAbsent(file, name -> load(mapper, name)));
    documents.put("litepub-0.1", load(mapper, "litepub-0.1"));
    return Map.copyOf(documents);
  }

  private static ObjectNode load(JsonMapper mapper, String file) {
    String resource = "contexts/" + file + ".json";
    try (InputStream in =
        Objects.requireNonNull(Contexts.class.getResourceAsStream(resource), resource)) {
      return (ObjectNode) mapper.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
