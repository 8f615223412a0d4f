package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** The common shape of tags: a type, a name and where it leads. */
final class Tags {
  private Tags() {}

  static ObjectNode node(String type, String name, Iri href) {
    return ApObject.emptyNode().put("type", type).put("href", href.value()).put("name", name);
  }
}
