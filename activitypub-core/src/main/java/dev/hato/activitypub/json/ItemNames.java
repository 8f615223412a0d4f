package dev.hato.activitypub.json;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds items that stand under the name which belongs to the other sort of collection. */
final class ItemNames {
  private ItemNames() {}

  static Optional<String> check(ObjectNode object) {
    JsonNode type = object.path("type");
    if (!type.isString()) {
      return Optional.empty();
    }
    return switch (type.stringValue()) {
      case "Collection", "CollectionPage" -> present(object, "orderedItems");
      case "OrderedCollection", "OrderedCollectionPage" -> present(object, "items");
      default -> Optional.empty();
    };
  }

  private static Optional<String> present(ObjectNode object, String name) {
    return object.has(name) ? Optional.of(name) : Optional.empty();
  }
}
