package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** A video: an attachment, or a post of a video server. */
public final class Video extends Media {
  /** Views a document. */
  public Video(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new one. */
  public static MediaBuilder<Video> newBuilder() {
    return new MediaBuilder<>("Video", Video::new);
  }

  @Override
  public MediaBuilder<Video> toBuilder() {
    return new MediaBuilder<>(this, Video::new);
  }
}
