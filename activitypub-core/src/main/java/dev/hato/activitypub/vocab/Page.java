package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** A web page; the form in which link aggregators post. */
public final class Page extends Post {
  /** Views a document. */
  public Page(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new one. */
  public static PostBuilder<Page> newBuilder() {
    return new PostBuilder<>("Page", Page::new);
  }

  @Override
  public PostBuilder<Page> toBuilder() {
    return new PostBuilder<>(this, Page::new);
  }
}
