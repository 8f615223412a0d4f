package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** A short post, and also the vote on a {@link Question} and the option of one. */
public final class Note extends Post {
  /** Views a document. */
  public Note(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new one. */
  public static PostBuilder<Note> newBuilder() {
    return new PostBuilder<>("Note", Note::new);
  }

  @Override
  public PostBuilder<Note> toBuilder() {
    return new PostBuilder<>(this, Note::new);
  }
}
