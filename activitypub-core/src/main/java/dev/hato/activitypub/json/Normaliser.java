package dev.hato.activitypub.json;

import com.github.jsonldjava.core.DocumentLoader;
import com.github.jsonldjava.core.JsonLdError;
import com.github.jsonldjava.core.JsonLdOptions;
import com.github.jsonldjava.core.JsonLdProcessor;
import com.github.jsonldjava.core.RemoteDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a document whose context renames terms into the one that says the same in plain terms:
 * JSON-LD expansion with bundled contexts only, then {@link Projection} back to the names of the
 * vocabulary.
 *
 * <p>Not compaction: that shortens identifiers by prefixes as well ({@code as:Public}), and a
 * context could so rewrite an id.
 */
final class Normaliser {
  private Normaliser() {}

  /** The plain form of a document, empty when JSON-LD cannot make sense of it. */
  static Optional<ObjectNode> normalise(ObjectNode document, DocumentCheck check) {
    if (check.cannotBeNormalised()) {
      return Optional.empty();
    }
    try {
      List<Object> expanded = expand(document);
      return expanded.size() == 1 && expanded.get(0) instanceof Map<?, ?> node
          ? Optional.of(new Projection(check.ownNames()).document(node))
          : Optional.empty();
    } catch (RuntimeException notJsonLd) {
      // The library reports bad documents by unchecked exceptions of many classes (cast, null,
      // its own). What they mean is said to the caller: the document stays as it is.
      return Optional.empty();
    }
  }

  /**
   * The expanded form, by bundled contexts only.
   *
   * @throws RuntimeException of many classes for what is no JSON-LD
   */
  static List<Object> expand(ObjectNode document) {
    return JsonLdProcessor.expand(withFlatContexts(document, true), options());
  }

  static JsonLdOptions options() {
    JsonLdOptions options = new JsonLdOptions("");
    options.setDocumentLoader(new NothingIsLoaded());
    return options;
  }

  private static Map<String, @Nullable Object> withFlatContexts(ObjectNode object, boolean top) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    @Nullable JsonNode context = object.get("@context");
    if (top) {
      map.put("@context", FlatContexts.ofDocument(context));
    } else if (context != null) {
      map.put("@context", FlatContexts.ofObject(context));
    }
    object.forEachEntry(
        (name, value) -> {
          if (!name.equals("@context")) {
            map.put(name, java(value));
          }
        });
    return map;
  }

  private static @Nullable Object java(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> withFlatContexts(object, false);
      case ArrayNode array -> {
        List<@Nullable Object> list = new ArrayList<>(array.size());
        array.forEach(element -> list.add(java(element)));
        yield list;
      }
      default -> scalar(node);
    };
  }

  private static @Nullable Object scalar(JsonNode node) {
    if (node.isString()) {
      return node.stringValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNumber() ? node.numberValue() : null;
  }

  /** Contexts are put in place beforehand, so that whatever is asked for here is refused. */
  private static final class NothingIsLoaded extends DocumentLoader {
    @Override
    public RemoteDocument loadDocument(String url) {
      throw new JsonLdError(JsonLdError.Error.LOADING_REMOTE_CONTEXT_FAILED);
    }
  }
}
