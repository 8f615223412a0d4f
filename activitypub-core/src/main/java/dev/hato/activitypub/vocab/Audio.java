package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** A sound: an attachment, or a post of a music server. */
public final class Audio extends Media {
  /** Views a document. */
  public Audio(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new one. */
  public static MediaBuilder<Audio> newBuilder() {
    return new MediaBuilder<>("Audio", Audio::new);
  }

  @Override
  public MediaBuilder<Audio> toBuilder() {
    return new MediaBuilder<>(this, Audio::new);
  }
}
