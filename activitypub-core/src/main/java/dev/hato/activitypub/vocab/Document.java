package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** A media file of a kind that its media type tells. */
public final class Document extends Media {
  /** Views a document. */
  public Document(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new one. */
  public static MediaBuilder<Document> newBuilder() {
    return new MediaBuilder<>("Document", Document::new);
  }

  @Override
  public MediaBuilder<Document> toBuilder() {
    return new MediaBuilder<>(this, Document::new);
  }
}
