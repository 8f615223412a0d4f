package dev.hato.nodeinfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON forms of {@link NodeInfo} and of the document that leads to it. */
final class NodeInfoJson {
  static final String SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/";
  private static final int DEEPEST = 32;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  private NodeInfoJson() {}

  static Optional<NodeInfo> read(byte[] json) {
    JsonNode root = tree(json);
    JsonNode software = root.path("software");
    if (!software.path("name").isString()) {
      return Optional.empty();
    }
    JsonNode users = root.path("usage").path("users");
    return Optional.of(
        new NodeInfo(
            new NodeInfo.Software(
                text(software, "name"),
                text(software, "version"),
                text(software, "repository"),
                text(software, "homepage")),
            texts(root.path("protocols")),
            root.path("openRegistrations").booleanValue(false),
            new NodeInfo.Usage(
                count(users, "total"),
                count(users, "activeMonth"),
                count(users, "activeHalfyear"),
                count(root.path("usage"), "localPosts")),
            metadata(root.path("metadata"))));
  }

  /** The address of the newest version that a discovery document offers. */
  static Optional<String> newest(byte[] discovery) {
    String best = "";
    String href = "";
    for (JsonNode link : tree(discovery).path("links")) {
      String rel = text(link, "rel");
      if (rel.startsWith(SCHEMA + "2.") && rel.compareTo(best) > 0) {
        best = rel;
        href = text(link, "href");
      }
    }
    return href.isEmpty() ? Optional.empty() : Optional.of(href);
  }

  private static JsonNode tree(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException malformed) {
      return MAPPER.missingNode();
    }
  }

  private static Map<String, Object> metadata(JsonNode node) {
    if (!node.isObject()) {
      return Map.of();
    }
    ObjectNode known = (ObjectNode) node.deepCopy();
    known.properties().stream()
        .filter(entry -> entry.getValue().isNull())
        .map(Map.Entry::getKey)
        .toList()
        .forEach(known::remove);
    return MAPPER.convertValue(known, new TypeReference<>() {});
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).isString() ? node.path(name).stringValue() : "";
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array) {
      if (item.isString()) {
        texts.add(item.stringValue());
      }
    }
    return texts;
  }

  private static long count(JsonNode node, String name) {
    return Math.max(0, node.path(name).asLong(0));
  }

  static byte[] write(NodeInfo info, String version) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", version);
    ObjectNode software = root.putObject("software");
    software.put("name", info.software().name());
    software.put("version", info.software().version());
    if (version.equals("2.1")) {
      putNonEmpty(software, "repository", info.software().repository());
      putNonEmpty(software, "homepage", info.software().homepage());
    }
    info.protocols().forEach(root.putArray("protocols")::add);
    ObjectNode services = root.putObject("services");
    services.putArray("inbound");
    services.putArray("outbound");
    root.put("openRegistrations", info.openRegistrations());
    ObjectNode usage = root.putObject("usage");
    usage
        .putObject("users")
        .put("total", info.usage().users())
        .put("activeMonth", info.usage().activeMonth())
        .put("activeHalfyear", info.usage().activeHalfyear());
    usage.put("localPosts", info.usage().localPosts());
    root.set("metadata", MAPPER.valueToTree(info.metadata()));
    return MAPPER.writeValueAsBytes(root);
  }

  static byte[] writeDiscovery(String base, List<String> versions) {
    ObjectNode root = MAPPER.createObjectNode();
    var links = root.putArray("links");
    for (String version : versions) {
      links.addObject().put("rel", SCHEMA + version).put("href", base + "/nodeinfo/" + version);
    }
    return MAPPER.writeValueAsBytes(root);
  }

  private static void putNonEmpty(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }
}
