package dev.hato.activitypub.vocab;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A link: it points at something and is not the thing itself (Activity Streams §4.2). */
public class Link extends ApObject {
  /** Views a document. */
  public Link(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** A link to an ActivityPub object in the text of a post (FEP-e232). */
  public static Link toObject(Iri href, String name) {
    ObjectNode json =
        Tags.node("Link", name, href)
            .put(
                "mediaType",
                "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"");
    return new Link(json, TypeRegistry.standard());
  }

  /** What it points at. */
  public final Optional<Iri> href() {
    return iri("href");
  }

  /** The relations to the target. */
  public final List<String> rels() {
    return texts("rel");
  }

  /** The media type of the target. */
  public final Optional<String> mediaType() {
    return text("mediaType");
  }
}
