package dev.hato.activitypub.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes from an expanded document what becomes a statement of RDF, and so is covered by a signature
 * over the statements. The rest goes: terms that no context defines, relative identifiers, indexes.
 */
final class CoveredStatements {
  /** Keywords that say the same statements in another arrangement. */
  static final Set<String> REARRANGING =
      Set.of("@graph", "@included", "@reverse", "@nest", "@index");

  /** What {@code @type} and {@code @list} are in RDF; written out, it would hide them. */
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

  private static final String BLANK = "_:";

  private CoveredStatements() {}

  /** The covered part, empty for a document whose arrangement cannot be trusted. */
  static Optional<Map<String, Object>> of(Map<?, ?> expanded) {
    try {
      return Optional.ofNullable(node(expanded));
    } catch (Untrusted untrusted) {
      return Optional.empty();
    }
  }

  private static @Nullable Map<String, Object> node(Map<?, ?> expanded) throws Untrusted {
    Map<String, Object> covered = new LinkedHashMap<>();
    if (expanded.get("@id") instanceof String id) {
      if (id.startsWith(BLANK)) {
        throw new Untrusted();
      }
      if (!isAbsolute(id)) {
        return null;
      }
      covered.put("@id", id);
    }
    for (Map.Entry<?, ?> property : expanded.entrySet()) {
      String name = property.getKey().toString();
      if (REARRANGING.contains(name) || name.startsWith(RDF)) {
        throw new Untrusted();
      }
      if (name.equals("@type") && property.getValue() instanceof List<?> types) {
        List<?> absolute = types.stream().filter(type -> isAbsolute(type.toString())).toList();
        covered.put(name, absolute);
      } else if (isAbsolute(name) && property.getValue() instanceof List<?> values) {
        covered.put(name, values(values));
      }
    }
    return covered;
  }

  private static List<Object> values(List<?> values) throws Untrusted {
    List<Object> covered = new ArrayList<>(values.size());
    for (Object value : values) {
      if (value instanceof Map<?, ?> map) {
        @Nullable Object kept = value(map);
        if (kept != null) {
          covered.add(kept);
        }
      }
    }
    return covered;
  }

  private static @Nullable Object value(Map<?, ?> map) throws Untrusted {
    if (map.containsKey("@value")) {
      return map;
    }
    if (map.get("@list") instanceof List<?> list) {
      return Map.of("@list", values(list));
    }
    return node(map);
  }

  /** Whether a name is an identifier in full, and none of a blank node. */
  private static boolean isAbsolute(String name) {
    return name.indexOf(':') > 0 && !name.startsWith(BLANK) && !name.startsWith("@");
  }

  /** The document is refused as a whole. */
  private static final class Untrusted extends Exception {
    private static final long serialVersionUID = 1;

    Untrusted() {
      super("a document that rearranges its statements", null, false, false);
    }
  }
}
