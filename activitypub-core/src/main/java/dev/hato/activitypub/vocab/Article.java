package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** A long post with a title. */
public final class Article extends Post {
  /** Views a document. */
  public Article(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new one. */
  public static PostBuilder<Article> newBuilder() {
    return new PostBuilder<>("Article", Article::new);
  }

  @Override
  public PostBuilder<Article> toBuilder() {
    return new PostBuilder<>(this, Article::new);
  }
}
