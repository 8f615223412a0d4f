package dev.hato.webfinger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a {@link Jrd}. */
final class JrdJson {
  private static final int DEEPEST = 32;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  private JrdJson() {}

  static Optional<Jrd> read(byte[] json) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
    if (!root.isObject() || !root.path("links").isArray()) {
      return Optional.empty();
    }
    List<Jrd.Link> links = new ArrayList<>();
    for (JsonNode link : root.path("links")) {
      if (link.path("rel").isString()) {
        links.add(
            new Jrd.Link(
                text(link, "rel"), text(link, "type"), text(link, "href"), text(link, "template")));
      }
    }
    List<String> aliases = new ArrayList<>();
    for (JsonNode alias : root.path("aliases")) {
      if (alias.isString()) {
        aliases.add(alias.stringValue());
      }
    }
    return Optional.of(new Jrd(text(root, "subject"), aliases, links));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).isString() ? node.path(name).stringValue() : "";
  }

  static byte[] write(Jrd jrd) {
    ObjectNode root = MAPPER.createObjectNode();
    put(root, "subject", jrd.subject());
    if (!jrd.aliases().isEmpty()) {
      ArrayNode aliases = root.putArray("aliases");
      jrd.aliases().forEach(aliases::add);
    }
    ArrayNode links = root.putArray("links");
    for (Jrd.Link link : jrd.links()) {
      ObjectNode node = links.addObject();
      put(node, "rel", link.rel());
      put(node, "type", link.type());
      put(node, "href", link.href());
      put(node, "template", link.template());
    }
    return MAPPER.writeValueAsBytes(root);
  }

  private static void put(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }
}
