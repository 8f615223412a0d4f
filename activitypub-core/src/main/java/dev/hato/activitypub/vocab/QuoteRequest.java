package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Asks the author of a post for leave to quote it (FEP-044f). */
public final class QuoteRequest extends Activity {
  /** Views a document. */
  public QuoteRequest(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<QuoteRequest> newBuilder() {
    return new ActivityBuilder<>("QuoteRequest", QuoteRequest::new);
  }

  /** The request with the quoting post in it. */
  public static QuoteRequest of(Iri id, Iri actor, Iri quoted, ApObject quotingPost) {
    return newBuilder().id(id).actor(actor).object(quoted).set("instrument", quotingPost).build();
  }

  @Override
  public ActivityBuilder<QuoteRequest> toBuilder() {
    return new ActivityBuilder<>(this, QuoteRequest::new);
  }
}
