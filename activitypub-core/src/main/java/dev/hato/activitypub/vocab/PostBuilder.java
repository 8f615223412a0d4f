package dev.hato.activitypub.vocab;

import java.time.Instant;
import java.util.List;

/**
 * Makes posts.
 *
 * @param <T> the class of the post
 */
public final class PostBuilder<T extends Post> extends ObjectBuilder<T, PostBuilder<T>> {
  PostBuilder(String type, TypeRegistry.View<T> constructor) {
    super(type, constructor);
  }

  PostBuilder(ApObject original, TypeRegistry.View<T> constructor) {
    super(original, constructor);
  }

  /** Sets the author. */
  public PostBuilder<T> attributedTo(Iri author) {
    return set("attributedTo", author);
  }

  /** Sets the content, as HTML. */
  public PostBuilder<T> content(String html) {
    return set("content", html);
  }

  /** Sets the content, as HTML, with its languages. */
  public PostBuilder<T> content(LangText html) {
    return set("content", html);
  }

  /** Sets the text as its author wrote it. */
  public PostBuilder<T> source(Source source) {
    return set(
        "source",
        ApObject.emptyNode().put("content", source.content()).put("mediaType", source.mediaType()));
  }

  /** Marks it as sensitive or not. */
  public PostBuilder<T> sensitive(boolean sensitive) {
    return set("sensitive", sensitive);
  }

  /** Sets what it answers. */
  public PostBuilder<T> inReplyTo(Iri parent) {
    return set("inReplyTo", parent);
  }

  /** Sets its answers: named, or with a first page in it. */
  public PostBuilder<T> replies(Ref<Collection> replies) {
    return set("replies", replies);
  }

  /** Sets the thread's name in the style of OStatus. */
  public PostBuilder<T> conversation(String conversation) {
    return set("conversation", conversation);
  }

  /** Sets the thread's collection (FEP-7888). */
  public PostBuilder<T> context(Iri context) {
    return set("context", context);
  }

  /**
   * Sets the post that it quotes, in all the forms that peers read: {@code quote} (FEP-044f),
   * {@code _misskey_quote}, {@code quoteUrl} and {@code quoteUri}.
   */
  public PostBuilder<T> quoted(Iri post) {
    return set("quote", post)
        .set("_misskey_quote", post)
        .set("quoteUrl", post)
        .set("quoteUri", post);
  }

  /** Sets what others may do to it. */
  public PostBuilder<T> interactionPolicy(InteractionPolicy policy) {
    return set("interactionPolicy", policy);
  }

  /** Sets the options of a {@link Question} with their votes. */
  public PostBuilder<T> options(List<Question.Option> options, boolean multiple) {
    return remove(multiple ? "oneOf" : "anyOf")
        .set(multiple ? "anyOf" : "oneOf", Question.notes(options));
  }

  /** Sets how many people voted in a {@link Question}. */
  public PostBuilder<T> votersCount(long count) {
    return set("votersCount", count);
  }

  /** Sets when a {@link Question} was closed. */
  public PostBuilder<T> closed(Instant time) {
    return set("closed", time);
  }

  /** Sets when it begins. */
  public PostBuilder<T> startTime(Instant start) {
    return set("startTime", start);
  }

  /** Sets when it ends, for a poll the end of voting. */
  public PostBuilder<T> endTime(Instant end) {
    return set("endTime", end);
  }
}
