package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** A picture. */
public final class Image extends Media {
  /** Views a document. */
  public Image(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new one. */
  public static MediaBuilder<Image> newBuilder() {
    return new MediaBuilder<>("Image", Image::new);
  }

  @Override
  public MediaBuilder<Image> toBuilder() {
    return new MediaBuilder<>(this, Image::new);
  }
}
